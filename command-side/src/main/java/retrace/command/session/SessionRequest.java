package retrace.command.session;

import org.axonframework.commandhandling.RoutingKey;
import org.jspecify.annotations.Nullable;
import retrace.kernel.endpoint.Monitor;
import retrace.kernel.endpoint.StreamerTls;
import retrace.kernel.id.EndpointId;
import retrace.kernel.id.SessionId;
import retrace.kernel.id.TeamId;
import retrace.kernel.recording.FrameRate;
import retrace.kernel.team.Caller;

/**
 * What is asked of the aggregates before the relay is turned to: may they, and with what. Commands and not queries
 * because the answer must not lag; none of them changes anything. Each is refused by a
 * {@link retrace.command.CommandRefused}.
 */
sealed interface SessionRequest {

    /** Answered with {@link Located}. */
    record LocateMonitor(@RoutingKey EndpointId endpoint, TeamId team, int monitor) implements SessionRequest {}

    /** @param monitor null where the team has no such endpoint or the endpoint no such monitor */
    record Located(@Nullable Monitor monitor, StreamerTls streamerTls) {

        static final Located NOWHERE = new Located(null, StreamerTls.AS_OFFERED);
    }

    /**
     * Another view of a running session, asked for by its technician. Answered with the relay's {@code AwaitViewer},
     * still without password.
     *
     * @param frameRate null for the one that the session has
     */
    record RequestView(
            @RoutingKey SessionId session,
            Caller caller,
            int monitor,
            @Nullable FrameRate frameRate) implements SessionRequest {}

    /** Another frame rate for a running session, asked for by its technician. */
    record RequestFrameRate(@RoutingKey SessionId session, Caller caller) implements SessionRequest {}

    /** The end of a session, asked for by its technician, an owner or an admin. Answered with {@code true} if it runs. */
    record RequestEnd(@RoutingKey SessionId session, Caller caller) implements SessionRequest {}
}
