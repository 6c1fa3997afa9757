package retrace.command.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;
import static retrace.command.Samples.NOW;
import static retrace.command.Samples.OWNER;
import static retrace.command.Samples.SESSION;
import static retrace.command.Samples.TEAM;
import static retrace.command.Samples.caller;
import static retrace.command.Samples.createTeam;
import static retrace.command.Samples.recording;
import static retrace.command.Samples.registerEndpoint;
import static retrace.command.Samples.startSession;
import static retrace.command.Samples.strangerNamedLike;
import static retrace.command.web.ProblemAssert.assertProblem;

import com.jayway.jsonpath.JsonPath;
import java.io.UnsupportedEncodingException;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import retrace.kernel.id.AccountId;
import retrace.kernel.id.HoldId;
import retrace.kernel.id.TeamId;
import retrace.kernel.team.AccessKind;
import retrace.kernel.team.Caller;
import retrace.kernel.team.Plan;
import retrace.kernel.team.Role;
import retrace.kernel.team.Setting;
import retrace.kernel.team.TeamEvent.SettingChanged;

/** What a team's owner and admins change: settings, accounts, holds. */
class TeamApiTest {

    private final Api api = new Api().as(caller(OWNER, Role.OWNER));

    @AfterEach
    void close() {
        api.close();
    }

    private void team() {
        api.commandSide().given(createTeam());
    }

    @Test
    void aSettingIsChanged() {
        team();

        assertThat(api.call(
                        PUT, "/api/settings", "{\"setting\":\"RECORDING_ON\",\"accessKind\":\"ATTENDED\",\"on\":true}"))
                .hasStatus(204);

        api.commandSide()
                .thenEvents()
                .containsExactly(new SettingChanged(
                        TEAM, Setting.RECORDING_ON, AccessKind.ATTENDED, null, "false", "true", OWNER, NOW));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"setting\":\"DAYS_KEPT\",\"days\":0}|Recordings are kept 1 to 3650 days, not 0.",
                "{\"setting\":\"TIME_ZONE\",\"zone\":\"Mars\"}|'Mars' is not a time zone",
                "{\"setting\":\"TIME_ZONE\"}|'zone' is missing",
                "{\"setting\":\"RECORDING_ON\",\"on\":true}|'accessKind' is missing",
                "{\"setting\":\"TECHNICIAN_PLATFORMS\",\"platforms\":[\"BEOS\"]}|'BEOS' is not one of WINDOWS",
                "{\"setting\":\"MINIMUM_STREAMER_VERSION\",\"platform\":\"WINDOWS\",\"version\":\"new\"}|numbers with dots",
                "{\"setting\":\"COLOUR\"}|The request cannot be read",
            })
    void whatIsNoSettingIsSaidInASentence(String json, String detail) {
        team();

        assertProblem(api.call(PUT, "/api/settings", json), 400, "INVALID_REQUEST", detail);
        api.commandSide().thenEvents().isEmpty();
    }

    @Test
    void theDeploymentsOwnMinimumVersionsAreTold() {
        assertThat(api.call(GET, "/api/settings/minimum-streamer-versions"))
                .bodyJson()
                .isLenientlyEqualTo("""
                        {"items": [{"platform": "WINDOWS", "version": "3.5.8.0"}, {"platform": "MACOS", "version": null},
                          {"platform": "IOS"}, {"platform": "ANDROID"}, {"platform": "LINUX"}]}""");
    }

    @Test
    void anAccountIsAddedChangedAndRemoved() throws UnsupportedEncodingException {
        TeamId team = api.accounts().createTeam("Northwind", Plan.ENTERPRISE, Set.of());
        AccountId owner = api.accounts().add(team, "olga", "Olga", Role.OWNER, "correct horse", null);
        api.as(new Caller(team, owner, "Olga", Role.OWNER));

        MvcTestResult answer = api.call(
                POST,
                "/api/accounts",
                "{\"signInName\":\"mia\",\"name\":\"Mia\",\"role\":\"MEMBER\",\"password\":\"battery staple\"}");
        assertThat(answer).hasStatus(201);
        AccountId mia = new AccountId(JsonPath.read(answer.getResponse().getContentAsString(), "$.account"));
        String account = "/api/accounts/" + mia;

        assertThat(api.call(PUT, account + "/role", "{\"role\":\"ADMIN\"}")).hasStatus(204);
        assertThat(api.call(PUT, account + "/password", "{\"password\":\"another staple\"}"))
                .hasStatus(204);
        assertThat(api.accounts().find(mia))
                .hasValueSatisfying(found -> assertThat(found.role()).isEqualTo(Role.ADMIN));
        assertThat(api.call(DELETE, account)).hasStatus(204);
        assertThat(api.accounts().find(mia)).isEmpty();
        assertProblem(api.call(DELETE, "/api/accounts/" + owner), 409, "LAST_OWNER", "only owner");
    }

    @Test
    void anAccountThatIsNotThereIsNotFound() {
        team();
        String account = "/api/accounts/" + AccountId.create();

        assertProblem(api.call(DELETE, account), 404, "UNKNOWN_ACCOUNT", "no such account");
        assertProblem(api.call(PUT, account + "/role", "{\"role\":\"ADMIN\"}"), 404, "UNKNOWN_ACCOUNT", "no such");
        assertProblem(
                api.call(PUT, account + "/password", "{\"password\":\"correct horse\"}"),
                404,
                "UNKNOWN_ACCOUNT",
                "no such account");
    }

    @Test
    void aHoldIsPlacedAndReleased() throws UnsupportedEncodingException {
        team();
        api.commandSide().given(recording(AccessKind.UNATTENDED, true), registerEndpoint(), startSession());
        String holds = "/api/sessions/" + SESSION + "/holds";

        MvcTestResult placed = api.call(POST, holds, "{\"caseName\":\"Case A\",\"reason\":\"Counsel asks.\"}");
        assertThat(placed).hasStatus(201);
        String hold = JsonPath.read(placed.getResponse().getContentAsString(), "$.hold");
        assertThat(api.call(POST, holds + "/" + hold + "/release", "{\"reason\":\"Closed.\"}"))
                .hasStatus(204);

        api.commandSide()
                .thenEvents()
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly("HoldPlaced", "HoldReleased");
    }

    @Test
    void aHoldNeedsACaseAndAReason() {
        String holds = "/api/sessions/" + SESSION + "/holds";

        assertProblem(
                api.call(POST, holds, "{\"caseName\":\" \",\"reason\":\"x\"}"),
                400,
                "INVALID_REQUEST",
                "'caseName' is missing");
        assertProblem(
                api.call(POST, holds + "/" + HoldId.create() + "/release", "{}"),
                400,
                "INVALID_REQUEST",
                "'reason' is missing");
    }

    @Test
    void anotherTeamsSessionIsNotFound() {
        team();
        api.commandSide().given(recording(AccessKind.UNATTENDED, true), registerEndpoint(), startSession());
        api.as(strangerNamedLike(OWNER));

        assertProblem(
                api.call(POST, "/api/sessions/" + SESSION + "/holds", "{\"caseName\":\"A\",\"reason\":\"B\"}"),
                404,
                "UNKNOWN_SESSION",
                "no such session");
    }
}
