package retrace.command.session;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.queryhandling.NoHandlerForQueryException;
import org.axonframework.queryhandling.QueryGateway;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import retrace.command.CommandRefused;
import retrace.command.endpoint.EndpointCredentials;
import retrace.command.endpoint.StreamerLogin;
import retrace.command.session.SessionRequest.LocateMonitor;
import retrace.command.session.SessionRequest.Located;
import retrace.command.session.SessionRequest.RequestEnd;
import retrace.command.session.SessionRequest.RequestFrameRate;
import retrace.command.session.SessionRequest.RequestView;
import retrace.kernel.endpoint.Monitor;
import retrace.kernel.endpoint.Reachability;
import retrace.kernel.endpoint.Reachability.Unreachable;
import retrace.kernel.endpoint.StreamerTls;
import retrace.kernel.id.EndpointId;
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

    private static final String NO_RELAY = "No relay can carry the session at the moment. Try again in a minute.";

    private final CommandGateway commands;
    private final QueryGateway queries;
    private final EndpointCredentials credentials;
    private final Duration probeTimeMax;
    private final Duration relayTimeMax;

    /**
     * @param probeTimeMax how long a streamer may take to answer before it counts as unreachable
     * @param relayTimeMax how long a relay may take to answer before it counts as unavailable
     */
    public SessionBroker(
            CommandGateway commands,
            QueryGateway queries,
            EndpointCredentials credentials,
            Duration probeTimeMax,
            Duration relayTimeMax) {
        this.commands = commands;
        this.queries = queries;
        this.credentials = credentials;
        this.probeTimeMax = probeTimeMax;
        this.relayTimeMax = relayTimeMax;
    }

    public OpenedView start(Caller caller, SessionWish wish) {
        Located located = commands.sendAndWait(new LocateMonitor(wish.endpoint(), caller.team(), wish.monitor()));
        SessionId session = SessionId.create();
        StartOutcome outcome = commands.sendAndWait(new StartSession(
                session,
                wish.endpoint(),
                wish.monitor(),
                wish.frameRate(),
                caller,
                wish.technicianPlatform(),
                wish.viewer(),
                located.monitor() == null
                        ? new Unreachable("it is not known") // refused as unknown before this is looked at
                        : probe(wish.endpoint(), located.monitor(), caller)));
        return switch (outcome) {
            case Refused refused -> throw refusal(session, wish.viewer(), refused);
            case Admitted admitted -> open(caller, wish, session, admitted, located.streamerTls());
        };
    }

    /** A VNC viewer is told in its own way, where there is a relay to do it. */
    private RuntimeException refusal(SessionId session, ViewerKind viewer, Refused refused) {
        CommandRefused refusal = new CommandRefused(refused.code(), refused.message());
        if (viewer != ViewerKind.VNC_VIEWER) {
            return refusal;
        }
        try {
            return askRelay(new RefuseViewer(session, refused.message())) instanceof Ticket ticket
                    ? new SessionNotStarted(new CommandRefused.Reason(refused.code(), refused.message()), ticket)
                    : refusal;
        } catch (RelayUnavailable e) {
            return refusal; // which is the greater news
        }
    }

    private OpenedView open(
            Caller caller, SessionWish wish, SessionId session, Admitted admitted, StreamerTls streamerTls) {
        try {
            return await(new AwaitViewer(
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
                    streamerTls));
        } catch (RelayUnavailable e) {
            commands.sendAndWait(new EndSession(session, EndReason.RELAY_LOST, "No relay could carry the session."));
            throw e;
        }
    }

    /** Another view of a running session; the viewer that comes with the ticket takes the place of the one before. */
    public OpenedView switchView(SessionId session, Caller caller, int monitor, @Nullable FrameRate frameRate) {
        return await(commands.sendAndWait(new RequestView(session, caller, monitor, frameRate)));
    }

    public void changeFrameRate(SessionId session, Caller caller, FrameRate frameRate) {
        commands.sendAndWait(new RequestFrameRate(session, caller));
        askRelay(new ChangeFrameRate(session, frameRate));
    }

    /** Ends it at the relay and, should no relay have it, in the books; nothing happens where it has ended. */
    public void end(SessionId session, Caller caller) {
        boolean running = commands.sendAndWait(new RequestEnd(session, caller));
        if (!running) {
            return;
        }
        String detail = caller.name() + " ended the session.";
        try {
            askRelay(new CloseSession(session, EndReason.ENDED_BY_REQUEST, detail));
        } catch (RelayUnavailable e) {
            LOG.warn("{} is ended without its relay", session, e);
        }
        commands.sendAndWait(new EndSession(session, EndReason.ENDED_BY_REQUEST, detail));
    }

    private OpenedView await(AwaitViewer viewer) {
        StreamerLogin login = credentials.find(viewer.endpoint()).orElse(StreamerLogin.NONE);
        Object answer = askRelay(viewer.with(login.userName(), login.password(), viewer.streamerTls()));
        if (!(answer instanceof Ticket ticket)) {
            throw new RelayUnavailable(NO_RELAY, new IllegalStateException("no ticket for " + viewer));
        }
        return new OpenedView(viewer.session(), viewer.monitor().number(), viewer.frameRate(), ticket);
    }

    // Whatever goes wrong on the way to a relay or in it is one thing to the technician: nobody carries the session.
    private @Nullable Object askRelay(Object command) {
        try {
            return commands.sendAndWait(command, relayTimeMax.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RuntimeException e) {
            LOG.warn("no relay for {}", command, e);
            throw new RelayUnavailable(NO_RELAY, e);
        }
    }

    private Reachability probe(EndpointId endpoint, Monitor monitor, Caller caller) {
        try {
            return queries.query(new ProbeStreamer(endpoint, monitor, caller.account()), Reachability.class)
                    .get(probeTimeMax.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return new Unreachable("it did not answer within " + probeTimeMax.toSeconds() + " seconds");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof NoHandlerForQueryException) {
                throw new RelayUnavailable(NO_RELAY, e);
            }
            LOG.warn("the relay could not try {} of {}", monitor, endpoint, e);
            return new Unreachable("the relay could not try its address");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RelayUnavailable("The server is stopping. Try again in a minute.", e);
        }
    }
}
