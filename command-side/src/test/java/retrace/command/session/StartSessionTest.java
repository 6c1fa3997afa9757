package retrace.command.session;

import static org.assertj.core.api.Assertions.assertThat;
import static retrace.command.Samples.ENDPOINT;
import static retrace.command.Samples.MONITORS;
import static retrace.command.Samples.NOW;
import static retrace.command.Samples.OTHER_TEAM;
import static retrace.command.Samples.OWNER;
import static retrace.command.Samples.SECOND_SESSION;
import static retrace.command.Samples.SESSION;
import static retrace.command.Samples.TEAM;
import static retrace.command.Samples.TECHNICIAN;
import static retrace.command.Samples.change;
import static retrace.command.Samples.createTeam;
import static retrace.command.Samples.recording;
import static retrace.command.Samples.registerEndpoint;
import static retrace.command.Samples.sessionStarted;
import static retrace.command.Samples.startSession;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import retrace.command.CommandSide;
import retrace.kernel.endpoint.EndpointCommand.ReportStreamerVersion;
import retrace.kernel.endpoint.EndpointCommand.RetireEndpoint;
import retrace.kernel.endpoint.EndpointEvent.EndpointReserved;
import retrace.kernel.endpoint.Reachability;
import retrace.kernel.id.SessionId;
import retrace.kernel.platform.Platform;
import retrace.kernel.platform.StreamerVersion;
import retrace.kernel.session.EndReason;
import retrace.kernel.session.SessionCommand.EndSession;
import retrace.kernel.session.SessionEvent.SessionRefused;
import retrace.kernel.session.SessionEvent.SessionStarted;
import retrace.kernel.session.StartOutcome.Admitted;
import retrace.kernel.session.StartOutcome.Refused;
import retrace.kernel.session.ViewerKind;
import retrace.kernel.team.AccessKind;
import retrace.kernel.team.Plan;
import retrace.kernel.team.TeamCommand.ChangePlan;
import retrace.kernel.team.TeamSetting;

class StartSessionTest {

    private static final Reachability REACHABLE = new Reachability.Reachable("3.8");
    private static final Reachability UNREACHABLE = new Reachability.Unreachable("the connection was refused");

    private final CommandSide commandSide = CommandSide.started();

    @AfterEach
    void close() {
        commandSide.close();
    }

    private static SessionRefused refused(SessionId session, String code, String message) {
        return new SessionRefused(
                session,
                TEAM,
                ENDPOINT,
                "Reception",
                Platform.WINDOWS,
                AccessKind.UNATTENDED,
                TECHNICIAN,
                Platform.MACOS,
                ViewerKind.VNC_VIEWER,
                code,
                message,
                NOW);
    }

    @Test
    void anAdmittedSessionReservesItsEndpoint() {
        commandSide.given(createTeam(), registerEndpoint());

        Object outcome = commandSide.when(startSession());

        assertThat(outcome).isEqualTo(new Admitted("Reception", MONITORS.getFirst(), false));
        commandSide
                .thenEvents()
                .containsExactly(new EndpointReserved(ENDPOINT, TEAM, SESSION, TECHNICIAN, NOW), sessionStarted(false));
    }

    @Test
    void itIsRecordedWhereTheTeamRecordsThatKindOfAccess() {
        commandSide.given(createTeam(), registerEndpoint(), recording(AccessKind.UNATTENDED, true));

        Object outcome = commandSide.when(startSession());

        assertThat(outcome).isEqualTo(new Admitted("Reception", MONITORS.getFirst(), true));
        commandSide.thenEvents().contains(sessionStarted(true));
    }

    @Test
    void itIsNotRecordedWhereTheTeamRecordsOnlyTheOtherKindOfAccess() {
        commandSide.given(createTeam(), registerEndpoint(), recording(AccessKind.ATTENDED, true));

        commandSide.when(startSession());

        commandSide.thenEvents().contains(sessionStarted(false));
    }

    /** A minimum of the team's own that its endpoint does not reach. */
    private static final TeamSetting TOO_NEW =
            new TeamSetting.MinimumStreamerVersion(Platform.WINDOWS, new StreamerVersion("3.5.10"));

    @Test
    void whereItWouldBeRecordedTheRulesOfRecordingHold() {
        commandSide.given(createTeam(), registerEndpoint(), recording(AccessKind.UNATTENDED, true), change(TOO_NEW));

        Object outcome = commandSide.when(startSession());

        String message = "This computer runs streamer 3.5.8.0. Your team records all sessions, and recording needs"
                + " streamer 3.5.10 or newer on Windows. Update the streamer and try again.";
        assertThat(outcome).isEqualTo(new Refused("STREAMER_TOO_OLD", message));
        commandSide.thenEvents().containsExactly(refused(SESSION, "STREAMER_TOO_OLD", message));
    }

    @Test
    void whereItWouldBeRecordedAndRecordingsCannotBeKeptItIsRefused() {
        commandSide.given(createTeam(), registerEndpoint(), recording(AccessKind.UNATTENDED, true));

        Object outcome = commandSide.when(startSession(SESSION, TEAM, 1, new Reachability.Reachable("3.8", true)));

        String message = "Your team records all sessions, and recordings cannot be kept at the moment. Try again in a"
                + " few minutes; if it stays like this, tell your operator.";
        assertThat(outcome).isEqualTo(new Refused("RECORDING_UNAVAILABLE", message));
        commandSide.thenEvents().containsExactly(refused(SESSION, "RECORDING_UNAVAILABLE", message));
    }

    @Test
    void whereItIsNotRecordedItDoesNotMatterThatRecordingsCannotBeKept() {
        commandSide.given(createTeam(), registerEndpoint());

        commandSide.when(startSession(SESSION, TEAM, 1, new Reachability.Reachable("3.8", true)));

        commandSide.thenEvents().contains(sessionStarted(false));
    }

    @Test
    void whereItIsNotRecordedTheyDoNot() {
        commandSide.given(createTeam(), registerEndpoint(), change(TOO_NEW));

        assertThat(commandSide.when(startSession())).isInstanceOf(Admitted.class);
    }

    @Test
    void anUpdatedStreamerIsAdmitted() {
        commandSide.given(
                createTeam(),
                registerEndpoint(),
                recording(AccessKind.UNATTENDED, true),
                change(TOO_NEW),
                new ReportStreamerVersion(ENDPOINT, TEAM, new StreamerVersion("3.5.10.1"), TECHNICIAN));

        assertThat(commandSide.when(startSession())).isInstanceOf(Admitted.class);
        commandSide
                .thenEvents()
                .filteredOn(SessionStarted.class::isInstance)
                .singleElement()
                .extracting("streamerVersion")
                .isEqualTo("3.5.10.1");
    }

    @Test
    void aTeamThatLostTheAddOnIsNotRecordedAnyMore() {
        commandSide.given(
                createTeam(),
                registerEndpoint(),
                recording(AccessKind.UNATTENDED, true),
                new ChangePlan(TEAM, Plan.ENTERPRISE, Set.of()));

        assertThat(commandSide.when(startSession())).isEqualTo(new Admitted("Reception", MONITORS.getFirst(), false));
    }

    @Test
    void anEndpointThatNobodyRegisteredIsUnknown() {
        commandSide.given(createTeam());

        Object outcome = commandSide.when(startSession());

        String message = "There is no such computer in your team. Choose one from the list of computers.";
        assertThat(outcome).isEqualTo(new Refused("UNKNOWN_ENDPOINT", message));
        commandSide
                .thenEvents()
                .containsExactly(new SessionRefused(
                        SESSION,
                        TEAM,
                        ENDPOINT,
                        null,
                        null,
                        null,
                        TECHNICIAN,
                        Platform.MACOS,
                        ViewerKind.VNC_VIEWER,
                        "UNKNOWN_ENDPOINT",
                        message,
                        NOW));
    }

    @Test
    void anEndpointOfAnotherTeamIsUnknownAndItsNameIsNotTold() {
        commandSide.given(createTeam(), registerEndpoint());

        Object outcome = commandSide.when(startSession(SESSION, OTHER_TEAM, 1, REACHABLE));

        assertThat(outcome).asString().contains("UNKNOWN_ENDPOINT").doesNotContain("Reception");
        commandSide
                .thenEvents()
                .singleElement()
                .isInstanceOf(SessionRefused.class)
                .asString()
                .doesNotContain("Reception");
    }

    @Test
    void aRetiredEndpointIsUnknown() {
        commandSide.given(createTeam(), registerEndpoint(), new RetireEndpoint(ENDPOINT, TEAM, OWNER));

        assertThat(commandSide.when(startSession())).asString().contains("UNKNOWN_ENDPOINT");
    }

    @Test
    void aMonitorThatTheEndpointDoesNotHaveIsRefused() {
        commandSide.given(createTeam(), registerEndpoint());

        for (int monitor : new int[] {0, 3}) {
            Object outcome = commandSide.when(startSession(SessionId.create(), TEAM, monitor, REACHABLE));

            assertThat(outcome)
                    .isEqualTo(new Refused(
                            "UNKNOWN_MONITOR",
                            "Reception has 2 monitors, so there is no monitor " + monitor + ". Choose another."));
        }
    }

    @Test
    void anEndpointInASessionIsBusyWhetherReachableOrNot() {
        commandSide.given(createTeam(), registerEndpoint(), startSession());

        Object outcome = commandSide.when(startSession(SECOND_SESSION, TEAM, 1, UNREACHABLE));

        String message = "Reception is in a session with Tom Technician already."
                + " Wait until that session has ended, then try again.";
        assertThat(outcome).isEqualTo(new Refused("ENDPOINT_BUSY", message));
        commandSide.thenEvents().containsExactly(refused(SECOND_SESSION, "ENDPOINT_BUSY", message));
    }

    @Test
    void anUnreachableStreamerIsRefusedAndItsEndpointStaysFree() {
        commandSide.given(createTeam(), registerEndpoint());

        Object outcome = commandSide.when(startSession(SESSION, TEAM, 1, UNREACHABLE));

        String message = "Reception cannot be reached: the connection was refused."
                + " Make sure that it is switched on and that its streamer runs, then try again.";
        assertThat(outcome).isEqualTo(new Refused("STREAMER_UNREACHABLE", message));
        commandSide.thenEvents().containsExactly(refused(SESSION, "STREAMER_UNREACHABLE", message));
        assertThat(commandSide.when(startSession(SECOND_SESSION, TEAM, 1, REACHABLE)))
                .isInstanceOf(Admitted.class);
    }

    @Test
    void ofManyWhoAskAtOnceOneIsAdmitted() {
        commandSide.given(createTeam(), registerEndpoint());

        List<Object> outcomes = IntStream.range(0, 16)
                .mapToObj(asking -> CompletableFuture.supplyAsync(
                        () -> Objects.requireNonNull(
                                commandSide.when(startSession(SessionId.create(), TEAM, 1, REACHABLE))),
                        Thread::startVirtualThread))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(outcomes).filteredOn(Admitted.class::isInstance).hasSize(1);
        assertThat(outcomes)
                .filteredOn(Refused.class::isInstance)
                .hasSize(15)
                .allSatisfy(refused -> assertThat(refused).asString().contains("ENDPOINT_BUSY"));
        commandSide.thenEvents().filteredOn(EndpointReserved.class::isInstance).hasSize(1);
    }

    @Test
    void anEndpointIsFreeAgainWhenItsSessionHasEnded() {
        commandSide.given(
                createTeam(),
                registerEndpoint(),
                startSession(),
                new EndSession(SESSION, EndReason.TECHNICIAN_LEFT, "The technician left."));

        assertThat(commandSide.when(startSession(SECOND_SESSION, TEAM, 1, REACHABLE)))
                .isInstanceOf(Admitted.class);
    }
}
