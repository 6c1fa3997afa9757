package retrace.command.session;

import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.Repository;
import retrace.command.CommandRefused;
import retrace.command.endpoint.Endpoint;
import retrace.command.session.SessionRequest.LocateMonitor;
import retrace.command.session.SessionRequest.Located;
import retrace.command.session.SessionRequest.RequestEnd;
import retrace.command.session.SessionRequest.RequestFrameRate;
import retrace.command.session.SessionRequest.RequestView;
import retrace.kernel.endpoint.EndpointEvent.EndpointRegistered;
import retrace.kernel.endpoint.Monitor;
import retrace.kernel.id.EndpointId;
import retrace.kernel.id.SessionId;
import retrace.kernel.relay.RelayCommand.AwaitViewer;
import retrace.kernel.session.Refusal.UnknownMonitor;
import retrace.kernel.team.Caller;

/** Answers each {@link SessionRequest} from the aggregates as they stand. */
public class SessionRequests {

    private final Repository<Endpoint> endpoints;
    private final Repository<Session> sessions;

    public SessionRequests(Repository<Endpoint> endpoints, Repository<Session> sessions) {
        this.endpoints = endpoints;
        this.sessions = sessions;
    }

    @CommandHandler
    Located handle(LocateMonitor request) {
        try {
            Aggregate<Endpoint> endpoint = endpoints.load(request.endpoint().value());
            if (!endpoint.invoke(found -> found.isKnownTo(request.team()))) {
                return Located.NOWHERE;
            }
            List<Monitor> monitors = endpoint.invoke(Endpoint::registered).monitors();
            boolean exists = request.monitor() >= 1 && request.monitor() <= monitors.size();
            return exists
                    ? new Located(monitors.get(request.monitor() - 1), endpoint.invoke(Endpoint::streamerTls))
                    : Located.NOWHERE;
        } catch (AggregateNotFoundException e) {
            return Located.NOWHERE;
        }
    }

    @CommandHandler
    AwaitViewer handle(RequestView request) {
        Aggregate<Session> session = load(request.session(), request.caller());
        session.execute(running -> running.requireTechnician(request.caller()));
        EndpointId endpoint = session.invoke(Session::endpoint);
        Aggregate<Endpoint> computer = endpoints.load(endpoint.value());
        EndpointRegistered registered = computer.invoke(Endpoint::registered);
        List<Monitor> monitors = registered.monitors();
        if (request.monitor() < 1 || request.monitor() > monitors.size()) {
            throw CommandRefused.because(new UnknownMonitor(registered.name(), request.monitor(), monitors.size()));
        }
        Monitor monitor = monitors.get(request.monitor() - 1);
        return session.invoke(running -> new AwaitViewer(
                request.session(),
                registered.team(),
                endpoint,
                registered.name(),
                monitor,
                request.caller().account(),
                request.frameRate() == null ? running.frameRate() : request.frameRate(),
                running.isRecorded(),
                null,
                null,
                computer.invoke(Endpoint::streamerTls)));
    }

    @CommandHandler
    void handle(RequestFrameRate request) {
        load(request.session(), request.caller()).execute(running -> running.requireTechnician(request.caller()));
    }

    @CommandHandler
    boolean handle(RequestEnd request) {
        return load(request.session(), request.caller()).invoke(session -> session.mayBeEndedBy(request.caller()));
    }

    /** @throws CommandRefused where the caller's team has not had such a session, whoever else has */
    private Aggregate<Session> load(SessionId id, Caller caller) {
        try {
            Aggregate<Session> session = sessions.load(id.value());
            if (session.invoke(found -> found.hasStartedIn(caller.team()))) {
                return session;
            }
        } catch (AggregateNotFoundException e) {
            // refused below, in the same words
        }
        throw new CommandRefused(
                "UNKNOWN_SESSION", "There is no such session in your team. Choose one from the active sessions.");
    }
}
