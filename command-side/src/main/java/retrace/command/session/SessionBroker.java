package retrace.command.session;

import java.time.Duration;
import java.util.Objects;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import retrace.command.CommandRefused;
import retrace.command.endpoint.EndpointCredentials;
import retrace.command.endpoint.LoginKeyUnavailable;
import retrace.command.endpoint.StreamerLogin;
import retrace.command.session.SessionRequest.LocateMonitor;
import retrace.command.session.SessionRequest.Located;
import retrace.command.session.SessionRequest.RequestEnd;
import retrace.command.session.SessionRequest.RequestFrameRate;
import retrace.command.session.SessionRequest.RequestView;
import retrace.command.session.StreamerProbe.Probed;
import retrace.kernel.endpoint.Monitor;
import retrace.kernel.endpoint.Reachability.Unreachable;
import retrace.kernel.endpoint.StreamerTls;
import retrace.kernel.id.SessionId;
import retrace.kernel.recording.FrameRate;
import retrace.kernel.relay.ProbeStreamer;
import retrace.kernel.relay.RelayCommand.AwaitViewer;
import retrace.kernel.relay.RelayCommand.ChangeFrameRate;
import retrace.kernel.relay.RelayCommand.CloseSession;
import retrace.kernel.relay.RelayCommand.RefuseViewer;
import retrace.kernel.relay.Ticket;
import retrace.kernel.session.EndReason;
import retrace.kernel.session.SessionCommand.EndSession;
import retrace.kernel.session.SessionCommand.StartSession;
import retrace.kernel.session.StartOutcome;
import retrace.kernel.session.StartOutcome.Admitted;
import retrace.kernel.session.StartOutcome.Refused;
import retrace.kernel.session.ViewerKind;
import retrace.kernel.team.Caller;

/**
 * Brings technician and relay together: has it decided whether there may be a session, and asks the relay to carry it.
 * Refuses by {@link CommandRefused} or {@link SessionNotStarted}, and by {@link RelayUnavailable} where there is nobody to carry it. Thread-safe;
 * each method waits for the relay up to its time limit.
 */
public class SessionBroker {

    private static final Logger LOG = LoggerFactory.getLogger(SessionBroker.class);

    static final String NO_RELAY = "No relay can carry the session at the moment. Try again in a minute.";
    static final String STOPPING = "The server is stopping. Try again in a minute.";

    private final CommandGateway commands;
    private final Relays relays;
    private final EndpointCredentials credentials;
    private final StreamerProbe probe;
    private final RelayOrders orders;

    /**
     * @param probeTimeMax how long a streamer may take to answer before it counts as unreachable
     * @param relayTimeMax how long a relay may take to answer before it counts as unavailable
     */
    public SessionBroker(
            CommandGateway commands,
            Relays relays,
            EndpointCredentials credentials,
            Duration probeTimeMax,
            Duration relayTimeMax) {
        this.commands = commands;
        this.relays = relays;
        this.credentials = credentials;
        this.probe = new StreamerProbe(relays, probeTimeMax);
        this.orders = new RelayOrders(relays, relayTimeMax);
    }

    public OpenedView start(Caller caller, SessionWish wish) {
        Located located = commands.sendAndWait(new LocateMonitor(wish.endpoint(), caller.team(), wish.monitor()));
        SessionId session = SessionId.create();
        @Nullable Monitor monitor = located.monitor();
        @Nullable
        Probed probed = monitor == null
                ? null // refused as unknown before reachability is looked at
                : probe.probe(new ProbeStreamer(wish.endpoint(), monitor, caller.account()));
        StartOutcome outcome = commands.sendAndWait(new StartSession(
                session,
                wish.endpoint(),
                wish.monitor(),
                wish.frameRate(),
                caller,
                wish.technicianPlatform(),
                wish.viewer(),
                probed == null ? new Unreachable("it is not known") : probed.reachability()));
        return switch (outcome) {
            case Refused refused -> throw refusal(session, wish.viewer(), refused);
            case Admitted admitted ->
                open(
                        caller,
                        wish,
                        session,
                        admitted,
                        located.streamerTls(),
                        Objects.requireNonNull(probed).line());
        };
    }

    /** A VNC viewer is told in its own way, where there is a relay to do it. */
    private RuntimeException refusal(SessionId session, ViewerKind viewer, Refused refused) {
        CommandRefused refusal = new CommandRefused(refused.code(), refused.message());
        if (viewer != ViewerKind.VNC_VIEWER) {
            return refusal;
        }
        try {
            return orders.tell(anyRelay(), new RefuseViewer(session, refused.message())) instanceof Ticket ticket
                    ? new SessionNotStarted(new CommandRefused.Reason(refused.code(), refused.message()), ticket)
                    : refusal;
        } catch (RelayUnavailable e) {
            return refusal; // which is the greater news
        }
    }

    private RelayLine anyRelay() {
        return relays.onDuty().stream()
                .findFirst()
                .orElseThrow(() -> new RelayUnavailable(NO_RELAY, new IllegalStateException("there is none")));
    }

    private OpenedView open(
            Caller caller,
            SessionWish wish,
            SessionId session,
            Admitted admitted,
            StreamerTls streamerTls,
            RelayLine line) {
        try {
            AwaitViewer viewer = new AwaitViewer(
                    session,
                    caller.team(),
                    wish.endpoint(),
                    admitted.endpointName(),
                    admitted.monitor(),
                    caller.account(),
                    wish.frameRate(),
                    admitted.recorded(),
                    null,
                    null,
                    streamerTls);
            return opened(viewer, orders.place(line, withLogin(viewer)));
        } catch (RelayUnavailable e) {
            commands.sendAndWait(new EndSession(session, EndReason.RELAY_LOST, "No relay could carry the session."));
            throw e;
        } catch (LoginKeyUnavailable e) {
            commands.sendAndWait(new EndSession(
                    session, EndReason.RELAY_LOST, "The computer's login could not be decrypted for the relay."));
            throw e;
        }
    }

    /** Another view of a running session; the viewer that comes with the ticket takes the place of the one before. */
    public OpenedView switchView(SessionId session, Caller caller, int monitor, @Nullable FrameRate frameRate) {
        AwaitViewer viewer = commands.sendAndWait(new RequestView(session, caller, monitor, frameRate));
        return opened(viewer, orders.await(relays.carrying(session), withLogin(viewer)));
    }

    public void changeFrameRate(SessionId session, Caller caller, FrameRate frameRate) {
        commands.sendAndWait(new RequestFrameRate(session, caller));
        orders.tell(relays.carrying(session), new ChangeFrameRate(session, frameRate));
    }

    /** Ends it at the relay and, should no relay have it, in the books; nothing happens where it has ended. */
    public void end(SessionId session, Caller caller) {
        boolean running = commands.sendAndWait(new RequestEnd(session, caller));
        if (!running) {
            return;
        }
        String detail = caller.name() + " ended the session.";
        try {
            orders.tell(relays.carrying(session), new CloseSession(session, EndReason.ENDED_BY_REQUEST, detail));
        } catch (RelayUnavailable e) {
            LOG.warn("{} is ended without its relay", session, e);
        }
        commands.sendAndWait(new EndSession(session, EndReason.ENDED_BY_REQUEST, detail));
    }

    private static OpenedView opened(AwaitViewer viewer, Ticket ticket) {
        return new OpenedView(viewer.session(), viewer.monitor().number(), viewer.frameRate(), ticket);
    }

    private AwaitViewer withLogin(AwaitViewer viewer) {
        StreamerLogin login = credentials.find(viewer.endpoint()).orElse(StreamerLogin.NONE);
        return viewer.with(login.userName(), login.password(), viewer.streamerTls());
    }
}
