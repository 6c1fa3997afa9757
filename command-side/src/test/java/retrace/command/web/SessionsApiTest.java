package retrace.command.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;
import static retrace.command.Samples.ENDPOINT;
import static retrace.command.Samples.MONITORS;
import static retrace.command.Samples.NOW;
import static retrace.command.Samples.TEAM;
import static retrace.command.Samples.TECHNICIAN;
import static retrace.command.Samples.VIEW;
import static retrace.command.Samples.caller;
import static retrace.command.Samples.createTeam;
import static retrace.command.Samples.recording;
import static retrace.command.Samples.registerEndpoint;
import static retrace.command.Samples.strangerNamedLike;
import static retrace.command.web.ProblemAssert.assertProblem;

import com.jayway.jsonpath.JsonPath;
import java.io.UnsupportedEncodingException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import retrace.command.Database;
import retrace.command.Samples;
import retrace.kernel.endpoint.EndpointEvent.EndpointReleased;
import retrace.kernel.endpoint.Reachability;
import retrace.kernel.endpoint.StreamerTls;
import retrace.kernel.id.SessionId;
import retrace.kernel.recording.FrameRate;
import retrace.kernel.relay.RelayCommand.AwaitViewer;
import retrace.kernel.relay.RelayCommand.ChangeFrameRate;
import retrace.kernel.relay.RelayCommand.CloseSession;
import retrace.kernel.session.EndReason;
import retrace.kernel.session.SessionCommand.OpenView;
import retrace.kernel.session.SessionEvent.SessionEnded;
import retrace.kernel.team.AccessKind;
import retrace.kernel.team.Caller;
import retrace.kernel.team.Role;

class SessionsApiTest {

    private static final Caller ASKING = caller(TECHNICIAN, Role.MEMBER);
    private static final Caller ADMIN = caller(Samples.OWNER, Role.ADMIN);
    private static final Caller MEMBER = caller(Samples.COLLEAGUE, Role.MEMBER);
    private static final String START =
            "{\"endpoint\":\"" + ENDPOINT + "\",\"viewer\":\"CONSOLE\",\"technicianPlatform\":\"MACOS\"}";
    private static final String ENDED_DETAIL = "Tom Technician ended the session.";

    private final RelayInMemory relay = new RelayInMemory();
    private final Api api = new Api(relay).as(ASKING);

    SessionsApiTest() {
        api.commandSide().given(createTeam(), recording(AccessKind.UNATTENDED, true), registerEndpoint());
    }

    @AfterEach
    void close() {
        api.close();
    }

    private SessionId startedSession() throws UnsupportedEncodingException {
        MvcTestResult answer = api.as(ASKING).call(POST, "/api/sessions", START);
        assertThat(answer).hasStatus(201);
        SessionId session = new SessionId(JsonPath.read(answer.getResponse().getContentAsString(), "$.session"));
        api.commandSide().given();
        return session;
    }

    @Test
    void aStartedSessionAnswersWithItsTicket() {
        MvcTestResult answer = api.call(POST, "/api/sessions", START);

        assertThat(answer).hasStatus(201).hasHeader("Cache-Control", "no-store");
        assertThat(answer).bodyJson().satisfies(json -> {
            assertThat(json).extractingPath("$.session").asString().startsWith("session-");
            assertThat(json).extractingPath("$.ticket").isEqualTo("t1ck3t!!");
            assertThat(json).extractingPath("$.ticketExpiresAt").isEqualTo("2026-11-24T10:01:00Z");
            assertThat(json).extractingPath("$.viewerHost").isEqualTo("127.0.0.1");
            assertThat(json).extractingPath("$.viewerPort").isEqualTo(5500);
            assertThat(json).extractingPath("$.webSocketPath").isEqualTo("/relay/websocket");
            assertThat(json).extractingPath("$.monitor").isEqualTo(1);
            assertThat(json).extractingPath("$.frameRate").isEqualTo(10);
        });
    }

    @Test
    void theRelayIsToldAllThatItNeedsAndThePassword() throws UnsupportedEncodingException {
        api.credentials().store(ENDPOINT, "secret");

        SessionId session = startedSession();

        assertThat(relay.asked())
                .containsExactly(new AwaitViewer(
                        session,
                        TEAM,
                        ENDPOINT,
                        "Reception",
                        MONITORS.getFirst(),
                        TECHNICIAN.account(),
                        FrameRate.DEFAULT,
                        true,
                        "secret",
                        null,
                        StreamerTls.AS_OFFERED));
    }

    @Test
    void anUnknownEndpointIsNotFound() {
        assertProblem(
                api.as(strangerNamedLike(TECHNICIAN)).call(POST, "/api/sessions", START),
                404,
                "UNKNOWN_ENDPOINT",
                "There is no such computer in your team.");
        assertThat(relay.asked()).isEmpty();
    }

    @Test
    void anUnreachableStreamerIsAConflictThatSaysWhy() {
        relay.findsStreamers(new Reachability.Unreachable("the connection was refused"));

        assertProblem(
                api.call(POST, "/api/sessions", START),
                409,
                "STREAMER_UNREACHABLE",
                "Reception cannot be reached: the connection was refused.");
    }

    @Test
    void aBusyEndpointIsAConflictThatSaysWhoIsOnIt() throws UnsupportedEncodingException {
        startedSession();

        assertProblem(
                api.as(MEMBER).call(POST, "/api/sessions", START), 409, "ENDPOINT_BUSY", "with Tom Technician already");
    }

    @Test
    void aSessionThatNoRelayTakesIsEndedAndItsEndpointReleased() {
        relay.isFull();

        assertProblem(api.call(POST, "/api/sessions", START), 503, "RELAY_UNAVAILABLE", "No relay can carry");

        api.commandSide()
                .thenEvents()
                .anySatisfy(event -> assertThat(event)
                        .isInstanceOfSatisfying(
                                SessionEnded.class,
                                ended -> assertThat(ended.reason()).isEqualTo(EndReason.RELAY_LOST)))
                .hasAtLeastOneElementOfType(EndpointReleased.class);
    }

    @Test
    void aSessionWhoseLoginCannotBeDecryptedIsEndedAndItsEndpointReleased() {
        Database.emptied()
                .sql()
                .sql("INSERT INTO command_side.endpoint_credential (endpoint, encrypted, key_name, wrapped_key)"
                        + " VALUES (?, '', 'gone', '')")
                .param(ENDPOINT.value())
                .update();

        assertProblem(api.call(POST, "/api/sessions", START), 503, "LOGIN_KEY_UNAVAILABLE", "cannot be used just now");

        api.commandSide().thenEvents().hasAtLeastOneElementOfType(EndpointReleased.class);
        assertThat(relay.asked()).isEmpty();
    }

    @Test
    void withoutAnyRelayNothingIsStarted() {
        try (Api lonely = new Api()) {
            lonely.commandSide().given(createTeam(), registerEndpoint());

            assertProblem(lonely.call(POST, "/api/sessions", START), 503, "RELAY_UNAVAILABLE", "No relay can carry");

            lonely.commandSide().thenEvents().isEmpty();
        }
    }

    @Test
    void itsTechnicianGetsATicketForAnotherMonitorAtTheFrameRateItHas() throws UnsupportedEncodingException {
        SessionId session = startedSession();
        api.commandSide().given(new OpenView(session, VIEW, NOW));

        MvcTestResult answer = api.call(POST, "/api/sessions/" + session + "/views", "{\"monitor\":2}");

        assertThat(answer).hasStatus(201).bodyJson().satisfies(json -> {
            assertThat(json).extractingPath("$.session").isEqualTo(session.value());
            assertThat(json).extractingPath("$.monitor").isEqualTo(2);
            assertThat(json).extractingPath("$.frameRate").isEqualTo(25);
        });
        assertThat(relay.asked().getLast())
                .isEqualTo(new AwaitViewer(
                        session,
                        TEAM,
                        ENDPOINT,
                        "Reception",
                        MONITORS.getLast(),
                        TECHNICIAN.account(),
                        new FrameRate(25),
                        true,
                        null,
                        null,
                        StreamerTls.AS_OFFERED));
    }

    @Test
    void aMonitorThatIsNotThereIsNotFound() throws UnsupportedEncodingException {
        assertProblem(
                api.call(POST, "/api/sessions/" + startedSession() + "/views", "{\"monitor\":3}"),
                404,
                "UNKNOWN_MONITOR",
                "Reception has 2 monitors");
    }

    @Test
    void nobodyElseMayChangeWhatASessionShows() throws UnsupportedEncodingException {
        SessionId session = startedSession();

        api.as(ADMIN);
        assertProblem(
                api.call(POST, "/api/sessions/" + session + "/views", "{\"monitor\":2}"),
                403,
                "NOT_YOUR_SESSION",
                "Tom Technician's");
        assertProblem(
                api.call(PUT, "/api/sessions/" + session + "/frame-rate", "{\"frameRate\":5}"),
                403,
                "NOT_YOUR_SESSION",
                "Tom Technician's");
    }

    @Test
    void aNewFrameRateGoesToTheRelay() throws UnsupportedEncodingException {
        SessionId session = startedSession();

        assertThat(api.call(PUT, "/api/sessions/" + session + "/frame-rate", "{\"frameRate\":5}"))
                .hasStatus(204);

        assertThat(relay.asked().getLast()).isEqualTo(new ChangeFrameRate(session, new FrameRate(5)));
    }

    @Test
    void itsTechnicianEndsIt() throws UnsupportedEncodingException {
        SessionId session = startedSession();

        assertThat(api.call(DELETE, "/api/sessions/" + session)).hasStatus(204);

        assertThat(relay.asked().getLast())
                .isEqualTo(new CloseSession(session, EndReason.ENDED_BY_REQUEST, ENDED_DETAIL));
        api.commandSide()
                .thenEvents()
                .contains(new SessionEnded(session, TEAM, ENDPOINT, EndReason.ENDED_BY_REQUEST, ENDED_DETAIL, NOW));
    }

    @Test
    void anAdminMayEndItAndAnotherMemberMayNot() throws UnsupportedEncodingException {
        SessionId session = startedSession();

        assertProblem(
                api.as(MEMBER).call(DELETE, "/api/sessions/" + session), 403, "NOT_YOUR_SESSION", "Tom Technician's");
        assertThat(api.as(ADMIN).call(DELETE, "/api/sessions/" + session)).hasStatus(204);
    }

    @Test
    void endingItTwiceIsEndingItOnce() throws UnsupportedEncodingException {
        SessionId session = startedSession();
        api.call(DELETE, "/api/sessions/" + session);
        api.commandSide().given();

        assertThat(api.call(DELETE, "/api/sessions/" + session)).hasStatus(204);

        api.commandSide().thenEvents().isEmpty();
    }

    @Test
    void anEndedSessionHasNoOtherView() throws UnsupportedEncodingException {
        SessionId session = startedSession();
        api.call(DELETE, "/api/sessions/" + session);

        assertProblem(
                api.call(POST, "/api/sessions/" + session + "/views", "{\"monitor\":2}"),
                409,
                "SESSION_ENDED",
                "This session has ended.");
    }

    @Test
    void anotherTeamsSessionIsUnknownAndSoIsNone() throws UnsupportedEncodingException {
        SessionId session = startedSession();

        for (SessionId asked : new SessionId[] {session, SessionId.create()}) {
            String path = "/api/sessions/" + asked;
            api.as(strangerNamedLike(TECHNICIAN));
            String detail = "There is no such session in your team.";
            assertProblem(api.call(DELETE, path), 404, "UNKNOWN_SESSION", detail);
            assertProblem(api.call(POST, path + "/views", "{\"monitor\":1}"), 404, "UNKNOWN_SESSION", detail);
            assertProblem(api.call(PUT, path + "/frame-rate", "{\"frameRate\":1}"), 404, "UNKNOWN_SESSION", detail);
        }
    }
}
