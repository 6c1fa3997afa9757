package retrace.kernel.relay;

import org.axonframework.commandhandling.RoutingKey;
import org.jspecify.annotations.Nullable;
import retrace.kernel.endpoint.Monitor;
import retrace.kernel.endpoint.StreamerTls;
import retrace.kernel.id.AccountId;
import retrace.kernel.id.EndpointId;
import retrace.kernel.id.SessionId;
import retrace.kernel.id.TeamId;
import retrace.kernel.recording.FrameRate;
import retrace.kernel.session.EndReason;

/** What the command side asks of the relay that carries a session. Commands to do something now; none is stored. */
public sealed interface RelayCommand {

    SessionId session();

    /**
     * Expect a viewer for this session on this monitor. Answered with a {@link Ticket}. For a session that runs, the
     * viewer that comes with the ticket takes the place of the one before.
     *
     * @param technician who comes
     * @param streamerPassword what the streamer asks for; null where it asks for nothing
     * @param streamerUser whose password that is; null where it is a VNC password
     * @param streamerTls null where nobody has said anything about it
     */
    record AwaitViewer(
            @RoutingKey SessionId session,
            TeamId team,
            EndpointId endpoint,
            String endpointName,
            Monitor monitor,
            AccountId technician,
            FrameRate frameRate,
            boolean recorded,
            @Nullable String streamerPassword,
            @Nullable String streamerUser,
            @Nullable StreamerTls streamerTls)
            implements RelayCommand {

        /** For a streamer with a VNC password or none, and no word about TLS. */
        public AwaitViewer(
                SessionId session,
                TeamId team,
                EndpointId endpoint,
                String endpointName,
                Monitor monitor,
                AccountId technician,
                FrameRate frameRate,
                boolean recorded,
                @Nullable String streamerPassword) {
            this(
                    session,
                    team,
                    endpoint,
                    endpointName,
                    monitor,
                    technician,
                    frameRate,
                    recorded,
                    streamerPassword,
                    null,
                    null);
        }

        /** What asks for the same with this login. */
        public AwaitViewer with(@Nullable String user, @Nullable String password, @Nullable StreamerTls tls) {
            return new AwaitViewer(
                    session,
                    team,
                    endpoint,
                    endpointName,
                    monitor,
                    technician,
                    frameRate,
                    recorded,
                    password,
                    user,
                    tls);
        }

        /** Says all but the password. */
        @Override
        public String toString() {
            return "AwaitViewer[session=" + session + ", endpoint=" + endpoint + ", monitor=" + monitor.number() + "]";
        }
    }

    /**
     * Expect a viewer that is to be told why it is refused, as a plain VNC viewer shows it. Answered with a
     * {@link Ticket}, which opens nothing.
     */
    record RefuseViewer(@RoutingKey SessionId session, String sentence) implements RelayCommand {}

    record ChangeFrameRate(@RoutingKey SessionId session, FrameRate frameRate) implements RelayCommand {}

    /** End it now: both peers are told why, the segment is closed. Does nothing where it has ended. */
    record CloseSession(@RoutingKey SessionId session, EndReason reason, String detail) implements RelayCommand {}
}
