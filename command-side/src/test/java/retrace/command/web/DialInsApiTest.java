package retrace.command.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;
import static retrace.command.Samples.NOW;
import static retrace.command.Samples.OWNER;
import static retrace.command.Samples.TEAM;
import static retrace.command.Samples.TECHNICIAN;
import static retrace.command.Samples.caller;
import static retrace.command.Samples.createTeam;
import static retrace.command.Samples.strangerNamedLike;
import static retrace.command.web.ProblemAssert.assertProblem;

import com.jayway.jsonpath.JsonPath;
import java.io.UnsupportedEncodingException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import retrace.kernel.endpoint.EndpointEvent.CodeIssued;
import retrace.kernel.endpoint.Reachability;
import retrace.kernel.id.EndpointId;
import retrace.kernel.relay.IdentifyStreamer;
import retrace.kernel.relay.RelayCommand.RefuseViewer;
import retrace.kernel.relay.StreamerIdentity;
import retrace.kernel.team.Caller;
import retrace.kernel.team.Role;

class DialInsApiTest {

    private static final Caller ADMIN = caller(OWNER, Role.ADMIN);
    private static final Caller ASKING = caller(TECHNICIAN, Role.MEMBER);

    private final RelayInMemory relay = new RelayInMemory();
    private final Api api = new Api(relay);

    DialInsApiTest() {
        api.commandSide().given(createTeam());
    }

    @AfterEach
    void close() {
        api.close();
    }

    private static String computer(String accessKind, String more) {
        return "{\"name\":\"Reception\",\"platform\":\"WINDOWS\",\"accessKind\":\"" + accessKind
                + "\",\"monitors\":[{\"name\":\"Main\"}]" + more + "}";
    }

    private MvcTestResult add(String accessKind, String more) {
        return api.as(ADMIN).call(POST, "/api/endpoints", computer(accessKind, more));
    }

    private EndpointId attended() throws UnsupportedEncodingException {
        EndpointId endpoint = new EndpointId(read(add("ATTENDED", ""), "$.endpoint"));
        api.as(ASKING).commandSide().given();
        return endpoint;
    }

    private static String read(MvcTestResult answer, String path) throws UnsupportedEncodingException {
        assertThat(answer).hasStatus(201);
        return JsonPath.read(answer.getResponse().getContentAsString(), path);
    }

    private StreamerIdentity whoIs(String number) {
        return api.commandSide()
                .queries()
                .query(new IdentifyStreamer.ByNumber(number), StreamerIdentity.class)
                .join();
    }

    @Test
    void anUnattendedComputerThatDialsInIsToldItsNumberOnce() throws UnsupportedEncodingException {
        MvcTestResult answer = add("UNATTENDED", "");

        assertThat(answer).hasStatus(201).hasHeader("Cache-Control", "no-store");
        String number = read(answer, "$.dialIn.number");
        assertThat(answer).bodyJson().satisfies(json -> {
            assertThat(json).extractingPath("$.dialIn.dialInHost").isEqualTo("relay.example");
            assertThat(json).extractingPath("$.dialIn.dialInPort").isEqualTo(5500);
            assertThat(json)
                    .extractingPath("$.dialIn.how[1].command")
                    .asString()
                    .contains("repeater=ID:" + number + "+relay.example:5500");
        });
        assertThat(whoIs(number))
                .isEqualTo(new StreamerIdentity.Known(new EndpointId(read(answer, "$.endpoint")), null, null));
        api.commandSide().thenEvents().singleElement().asString().doesNotContain(number);
    }

    @Test
    void anotherNumberTakesThePlaceOfTheFirst() throws UnsupportedEncodingException {
        MvcTestResult added = add("UNATTENDED", "");
        EndpointId endpoint = new EndpointId(read(added, "$.endpoint"));

        MvcTestResult renewed = api.call(POST, "/api/endpoints/" + endpoint + "/dial-in-number");

        assertThat(renewed).hasHeader("Cache-Control", "no-store");
        assertThat(whoIs(read(added, "$.dialIn.number"))).isEqualTo(new StreamerIdentity.Unknown());
        assertThat(whoIs(read(renewed, "$.number"))).isEqualTo(new StreamerIdentity.Known(endpoint, null, null));
        assertProblem(
                api.as(strangerNamedLike(OWNER)).call(POST, "/api/endpoints/" + endpoint + "/dial-in-number"),
                404,
                "UNKNOWN_ENDPOINT",
                "There is no such computer in your team.");
    }

    @Test
    void anAttendedComputerHasNoNumber() throws UnsupportedEncodingException {
        EndpointId endpoint = attended();

        assertProblem(
                api.as(ADMIN).call(POST, "/api/endpoints/" + endpoint + "/dial-in-number"),
                409,
                "NO_NUMBER",
                "only unattended computers");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"name\":\"Main\"|reception.example|is the IP address",
                "\"host\":\"10.0.0.7\",\"port\":5900|192.0.2.7|this one is dialled",
            })
    void anAddressThatCannotBeIsRefused(String monitor, String host, String detail) {
        assertProblem(
                api.as(ADMIN)
                        .call(
                                POST,
                                "/api/endpoints",
                                computer("UNATTENDED", ",\"dialInHost\":\"" + host + "\"")
                                        .replace("\"name\":\"Main\"", monitor)),
                400,
                "INVALID_REQUEST",
                detail);
    }

    @Test
    void aReverseConnectionFromTheGivenAddressIsTheComputers() throws UnsupportedEncodingException {
        EndpointId endpoint = new EndpointId(read(add("UNATTENDED", ",\"dialInHost\":\"192.0.2.7\""), "$.endpoint"));

        assertThat(api.commandSide()
                        .queries()
                        .query(new IdentifyStreamer.ByHost("192.0.2.7"), StreamerIdentity.class)
                        .join())
                .isEqualTo(new StreamerIdentity.Known(endpoint, null, null));
    }

    @Test
    void aRetiredComputersNumberIsUnknown() throws UnsupportedEncodingException {
        MvcTestResult added = add("UNATTENDED", "");

        assertThat(api.call(DELETE, "/api/endpoints/" + read(added, "$.endpoint")))
                .hasStatus(204);

        assertThat(whoIs(read(added, "$.dialIn.number"))).isEqualTo(new StreamerIdentity.Unknown());
    }

    @Test
    void aCodeIsHandedOutWithWhereToDialIn() throws UnsupportedEncodingException {
        EndpointId endpoint = attended();

        MvcTestResult answer = api.call(POST, "/api/endpoints/" + endpoint + "/codes");

        assertThat(answer).hasHeader("Cache-Control", "no-store");
        String code = read(answer, "$.code");
        assertThat(code).matches("\\d{9}");
        assertThat(answer).bodyJson().satisfies(json -> {
            assertThat(json).extractingPath("$.expiresAt").isEqualTo("2026-11-24T10:15:00Z");
            assertThat(json).extractingPath("$.dialInHost").isEqualTo("relay.example");
            assertThat(json).extractingPath("$.dialInPort").isEqualTo(5500);
            assertThat(json)
                    .extractingPath("$.how[0].command")
                    .isEqualTo("winvnc.exe -autoreconnect ID:" + code + " -connect relay.example::5500 -run");
        });
        api.commandSide()
                .thenEvents()
                .containsExactly(new CodeIssued(endpoint, TEAM, TECHNICIAN, NOW.plusSeconds(900), NOW));
        assertThat(whoIs(code))
                .isEqualTo(new StreamerIdentity.Known(endpoint, TECHNICIAN.account(), NOW.plusSeconds(900)));
    }

    @Test
    void aCodeIsRefusedWhereItIsOfNoUse() throws UnsupportedEncodingException {
        EndpointId unattended = new EndpointId(read(add("UNATTENDED", ""), "$.endpoint"));

        assertProblem(
                api.as(ASKING).call(POST, "/api/endpoints/" + unattended + "/codes"),
                409,
                "NOT_ATTENDED",
                "Reception is reached without a code.");
        assertProblem(
                api.call(POST, "/api/endpoints/" + EndpointId.create() + "/codes"),
                404,
                "UNKNOWN_ENDPOINT",
                "There is no such computer in your team.");
    }

    @Test
    void tellsWhetherTheStreamerWaits() throws UnsupportedEncodingException {
        EndpointId endpoint = attended();
        relay.findsStreamers(new Reachability.Unreachable("its streamer has not dialled in"));
        assertThat(api.call(GET, "/api/endpoints/" + endpoint + "/streamer"))
                .hasStatusOk()
                .hasHeader("Cache-Control", "no-store")
                .bodyJson()
                .isEqualTo("{\"waiting\":false}");

        relay.findsStreamers(new Reachability.Reachable("3.8"));

        assertThat(api.call(GET, "/api/endpoints/" + endpoint + "/streamer"))
                .bodyJson()
                .isEqualTo("{\"waiting\":true}");
        assertProblem(
                api.as(strangerNamedLike(TECHNICIAN)).call(GET, "/api/endpoints/" + endpoint + "/streamer"),
                404,
                "UNKNOWN_ENDPOINT",
                "There is no such computer in your team.");
    }

    private static String start(EndpointId endpoint, String viewer) {
        return "{\"endpoint\":\"" + endpoint + "\",\"viewer\":\"" + viewer + "\"}";
    }

    @Test
    void aRefusedSessionOfAVncViewerHasATicketThatSaysSo() throws UnsupportedEncodingException {
        EndpointId endpoint = attended();
        relay.findsStreamers(new Reachability.Unreachable("its streamer has not dialled in"));

        MvcTestResult answer = api.call(POST, "/api/sessions", start(endpoint, "VNC_VIEWER"));

        String sentence = "Reception cannot be reached: its streamer has not dialled in.";
        assertProblem(answer, 409, "STREAMER_UNREACHABLE", sentence);
        assertThat(answer).hasHeader("Cache-Control", "no-store").bodyJson().satisfies(json -> {
            assertThat(json).extractingPath("$.ticket").isEqualTo("t1ck3t!!");
            assertThat(json).extractingPath("$.viewerHost").isEqualTo("127.0.0.1");
            assertThat(json).extractingPath("$.viewerPort").isEqualTo(5500);
        });
        assertThat(relay.asked())
                .singleElement()
                .isInstanceOfSatisfying(
                        RefuseViewer.class,
                        refusal -> assertThat(refusal.sentence()).startsWith(sentence));
    }

    @Test
    void aRefusedSessionOfTheConsoleHasNone() throws UnsupportedEncodingException {
        EndpointId endpoint = attended();
        relay.findsStreamers(new Reachability.Unreachable("its streamer has not dialled in"));

        MvcTestResult answer = api.call(POST, "/api/sessions", start(endpoint, "CONSOLE"));

        assertProblem(answer, 409, "STREAMER_UNREACHABLE", "Reception cannot be reached");
        assertThat(answer).bodyJson().doesNotHavePath("$.ticket");
        assertThat(relay.asked()).isEmpty();
    }

    @Test
    void aRefusalIsARefusalWithoutARelayToTellIt() throws UnsupportedEncodingException {
        EndpointId endpoint = attended();
        relay.findsStreamers(new Reachability.Unreachable("its streamer has not dialled in"));
        relay.isFull();

        MvcTestResult answer = api.call(POST, "/api/sessions", start(endpoint, "VNC_VIEWER"));

        assertProblem(answer, 409, "STREAMER_UNREACHABLE", "Reception cannot be reached");
        assertThat(answer).bodyJson().doesNotHavePath("$.ticket");
    }
}
