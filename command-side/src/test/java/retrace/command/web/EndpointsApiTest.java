package retrace.command.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.POST;
import static retrace.command.Samples.NOW;
import static retrace.command.Samples.OWNER;
import static retrace.command.Samples.TEAM;
import static retrace.command.Samples.caller;
import static retrace.command.Samples.strangerNamedLike;
import static retrace.command.web.ProblemAssert.assertProblem;

import com.jayway.jsonpath.JsonPath;
import java.io.UnsupportedEncodingException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import retrace.command.endpoint.StreamerLogin;
import retrace.kernel.endpoint.EndpointEvent.EndpointRegistered;
import retrace.kernel.endpoint.EndpointEvent.EndpointRetired;
import retrace.kernel.endpoint.Monitor;
import retrace.kernel.endpoint.StreamerAddress;
import retrace.kernel.id.EndpointId;
import retrace.kernel.platform.Platform;
import retrace.kernel.team.AccessKind;
import retrace.kernel.team.Role;

class EndpointsApiTest {

    private static final String RECEPTION = """
            {"name":"Reception","platform":"WINDOWS","accessKind":"UNATTENDED","streamerVersion":"3.5.8.0",
             "monitors":[{"name":"Left","host":"reception.example","port":5900},{"host":"::1","port":5901}],
             "vncPassword":"secret"}""";

    private final Api api = new Api().as(caller(OWNER, Role.ADMIN));

    @AfterEach
    void close() {
        api.close();
    }

    private EndpointId added() throws UnsupportedEncodingException {
        MvcTestResult answer = api.call(POST, "/api/endpoints", RECEPTION);
        assertThat(answer).hasStatus(201);
        return new EndpointId(JsonPath.read(answer.getResponse().getContentAsString(), "$.endpoint"));
    }

    @Test
    void anAddedComputerIsRegisteredInTheCallersTeam() throws UnsupportedEncodingException {
        EndpointId endpoint = added();

        api.commandSide()
                .thenEvents()
                .containsExactly(new EndpointRegistered(
                        endpoint,
                        TEAM,
                        "Reception",
                        Platform.WINDOWS,
                        AccessKind.UNATTENDED,
                        "3.5.8.0",
                        List.of(
                                new Monitor(1, "Left", new StreamerAddress("reception.example", 5900)),
                                new Monitor(2, "Monitor 2", new StreamerAddress("::1", 5901))),
                        OWNER,
                        NOW));
    }

    @Test
    void itsPasswordIsStoredAndNotInTheEvent() throws UnsupportedEncodingException {
        EndpointId endpoint = added();

        assertThat(api.credentials().find(endpoint)).contains(new StreamerLogin(null, "secret"));
        api.commandSide().thenEvents().singleElement().asString().doesNotContain("secret");
    }

    @Test
    void aPasswordLongerThanVncLooksAtIsRefusedAndNothingRegistered() {
        assertProblem(
                api.call(POST, "/api/endpoints", RECEPTION.replace("secret", "ninechars")),
                400,
                "INVALID_VNC_PASSWORD",
                "1 to 8 characters");
        api.commandSide().thenEvents().isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"Reception\"|\" \"|'name' is missing",
                "\"WINDOWS\"|\"AMIGA\"|'AMIGA' is not one of WINDOWS, MACOS, IOS, ANDROID, LINUX",
                "\"UNATTENDED\"|null|'accessKind' is missing",
                "5900|0|A streamer's port is 1 to 65535, not 0",
                "\"reception.example\"|\" \"|A streamer's host is a name or an address",
                "\"Left\"|\"a\\u0000b\"|'name' has a control character in it",
            })
    void whatCannotBeIsSaidInASentence(String right, String wrong, String detail) {
        assertProblem(
                api.call(POST, "/api/endpoints", RECEPTION.replace(right, wrong)), 400, "INVALID_REQUEST", detail);
        api.commandSide().thenEvents().isEmpty();
    }

    @Test
    void aRetiredComputerIsGoneWithItsPassword() throws UnsupportedEncodingException {
        EndpointId endpoint = added();
        api.commandSide().given();

        assertThat(api.call(DELETE, "/api/endpoints/" + endpoint)).hasStatus(204);

        api.commandSide().thenEvents().containsExactly(new EndpointRetired(endpoint, TEAM, OWNER, NOW));
        assertThat(api.credentials().find(endpoint)).isEmpty();
    }

    @Test
    void anotherTeamsComputerIsUnknownAndKeepsItsPassword() throws UnsupportedEncodingException {
        EndpointId endpoint = added();
        api.as(strangerNamedLike(OWNER));

        String detail = "There is no such computer in your team.";
        assertProblem(api.call(DELETE, "/api/endpoints/" + endpoint), 404, "UNKNOWN_ENDPOINT", detail);
        assertProblem(api.call(DELETE, "/api/endpoints/" + EndpointId.create()), 404, "UNKNOWN_ENDPOINT", detail);
        assertThat(api.credentials().find(endpoint)).contains(new StreamerLogin(null, "secret"));
    }
}
