package retrace.command.session;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static retrace.command.Samples.ENDPOINT;
import static retrace.command.Samples.NOW;
import static retrace.command.Samples.SECOND_SESSION;
import static retrace.command.Samples.SESSION;
import static retrace.command.Samples.TEAM;
import static retrace.command.Samples.createTeam;
import static retrace.command.Samples.registerEndpoint;
import static retrace.command.Samples.startSession;

import org.axonframework.modelling.command.AggregateNotFoundException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import retrace.command.CommandSide;
import retrace.kernel.endpoint.EndpointEvent.EndpointReleased;
import retrace.kernel.endpoint.Reachability;
import retrace.kernel.session.EndReason;
import retrace.kernel.session.SessionCommand.EndSession;
import retrace.kernel.session.SessionEvent.SessionEnded;

class EndSessionTest {

    private static final EndSession END =
            new EndSession(SESSION, EndReason.STREAMER_LEFT, "The computer closed the connection.");

    private final CommandSide commandSide = CommandSide.started().given(createTeam(), registerEndpoint());

    @AfterEach
    void close() {
        commandSide.close();
    }

    @Test
    void itEndsAndReleasesItsEndpoint() {
        commandSide.given(startSession());

        commandSide.when(END);

        commandSide
                .thenEvents()
                .containsExactlyInAnyOrder(
                        new SessionEnded(SESSION, TEAM, ENDPOINT, END.reason(), END.detail(), NOW),
                        new EndpointReleased(ENDPOINT, TEAM, SESSION, NOW));
    }

    @Test
    void theSecondReportChangesNothing() {
        commandSide.given(startSession(), END);

        commandSide.when(new EndSession(SESSION, EndReason.RELAY_LOST, "Another relay says so."));

        commandSide.thenEvents().isEmpty();
    }

    @Test
    void aLateSecondReportDoesNotReleaseTheNextSession() {
        commandSide.given(
                startSession(), END, startSession(SECOND_SESSION, TEAM, 1, new Reachability.Reachable("3.8")));

        commandSide.when(END);

        commandSide.thenEvents().isEmpty();
    }

    @Test
    void aRefusedSessionCannotEnd() {
        commandSide.given(startSession(SESSION, TEAM, 9, new Reachability.Reachable("3.8")));

        assertThatThrownBy(() -> commandSide.when(END))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("never started");
    }

    @Test
    void anUnknownSessionCannotEnd() {
        assertThatThrownBy(() -> commandSide.when(END)).isInstanceOf(AggregateNotFoundException.class);
    }
}
