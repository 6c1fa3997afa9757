package retrace.command.session;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.Repository;
import org.jspecify.annotations.Nullable;
import retrace.command.endpoint.Endpoint;
import retrace.command.team.Team;
import retrace.kernel.endpoint.EndpointEvent.EndpointRegistered;
import retrace.kernel.endpoint.Monitor;
import retrace.kernel.id.EndpointId;
import retrace.kernel.id.TeamId;
import retrace.kernel.session.Refusal;
import retrace.kernel.session.SessionCommand.EndSession;
import retrace.kernel.session.SessionCommand.StartSession;
import retrace.kernel.session.SessionEvent.SessionRefused;
import retrace.kernel.session.SessionEvent.SessionStarted;
import retrace.kernel.session.StartOutcome;

/** The commands that concern a session and its endpoint together: both change in one unit of work. */
public class SessionCommands {

    private final Repository<Team> teams;
    private final Repository<Endpoint> endpoints;
    private final Repository<Session> sessions;
    private final RecordingPolicy policy;

    public SessionCommands(
            Repository<Team> teams,
            Repository<Endpoint> endpoints,
            Repository<Session> sessions,
            RecordingPolicy policy) {
        this.teams = teams;
        this.endpoints = endpoints;
        this.sessions = sessions;
        this.policy = policy;
    }

    @CommandHandler
    public StartOutcome handle(StartSession command, InstantSource clock) throws Exception {
        Optional<Aggregate<Endpoint>> endpoint =
                find(command.endpoint(), command.technician().team());
        EndpointRegistered registered =
                endpoint.map(found -> found.invoke(Endpoint::registered)).orElse(null);
        Optional<Refusal> refusal = Admission.refusalOf(
                command,
                registered,
                endpoint.map(found -> found.invoke(Endpoint::inSessionWith)).orElse(null));
        if (refusal.isPresent() || endpoint.isEmpty() || registered == null) {
            return refuse(command, registered, refusal.orElseThrow(), clock.instant());
        }
        @Nullable String streamerVersion = endpoint.get().invoke(Endpoint::streamerVersion);
        Aggregate<Team> team = teams.load(command.technician().team().value());
        Optional<Refusal> unrecordable = team.invoke(
                found -> Admission.refusalUnder(found.policy(), policy, command, registered, streamerVersion));
        if (unrecordable.isPresent()) {
            return refuse(command, registered, unrecordable.get(), clock.instant());
        }
        boolean recorded = team.invoke(found -> found.policy().records(registered.accessKind()));
        endpoint.get()
                .execute(found ->
                        found.reserve(command.session(), command.technician().actor(), clock));
        return admit(command, registered, streamerVersion, recorded, clock.instant());
    }

    private Optional<Aggregate<Endpoint>> find(EndpointId id, TeamId team) {
        try {
            Aggregate<Endpoint> endpoint = endpoints.load(id.value());
            return endpoint.invoke(found -> found.isKnownTo(team)) ? Optional.of(endpoint) : Optional.empty();
        } catch (AggregateNotFoundException e) {
            return Optional.empty();
        }
    }

    private StartOutcome refuse(
            StartSession command, @Nullable EndpointRegistered endpoint, Refusal refusal, Instant at) throws Exception {
        sessions.newInstance(() -> Session.refused(new SessionRefused(
                command.session(),
                command.technician().team(),
                command.endpoint(),
                endpoint == null ? null : endpoint.name(),
                endpoint == null ? null : endpoint.platform(),
                endpoint == null ? null : endpoint.accessKind(),
                command.technician().actor(),
                command.technicianPlatform(),
                command.viewer(),
                refusal.code(),
                refusal.message(),
                at)));
        return new StartOutcome.Refused(refusal.code(), refusal.message());
    }

    private StartOutcome admit(
            StartSession command,
            EndpointRegistered endpoint,
            @Nullable String streamerVersion,
            boolean recorded,
            Instant at)
            throws Exception {
        sessions.newInstance(() -> Session.started(new SessionStarted(
                command.session(),
                command.technician().team(),
                command.endpoint(),
                endpoint.name(),
                endpoint.platform(),
                endpoint.accessKind(),
                streamerVersion,
                command.technician().actor(),
                command.technicianPlatform(),
                command.viewer(),
                recorded,
                at)));
        Monitor monitor = endpoint.monitors().get(command.monitor() - 1);
        return new StartOutcome.Admitted(endpoint.name(), monitor, recorded);
    }

    @CommandHandler
    public void handle(EndSession command, InstantSource clock) {
        Aggregate<Session> session = sessions.load(command.session().value());
        if (session.invoke(running -> running.end(command, clock))) {
            EndpointId endpoint = session.invoke(Session::endpoint);
            endpoints.load(endpoint.value()).execute(reserved -> reserved.release(command.session(), clock));
        }
    }
}
