package retrace.command.endpoint;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import java.time.InstantSource;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;
import retrace.command.CommandRefused;
import retrace.kernel.endpoint.EndpointCommand.ChangeStreamerLogin;
import retrace.kernel.endpoint.EndpointCommand.ChangeStreamerTls;
import retrace.kernel.endpoint.EndpointCommand.IssueCode;
import retrace.kernel.endpoint.EndpointCommand.RegisterEndpoint;
import retrace.kernel.endpoint.EndpointCommand.ReportStreamerVersion;
import retrace.kernel.endpoint.EndpointCommand.RetireEndpoint;
import retrace.kernel.endpoint.EndpointEvent.CodeIssued;
import retrace.kernel.endpoint.EndpointEvent.EndpointRegistered;
import retrace.kernel.endpoint.EndpointEvent.EndpointReleased;
import retrace.kernel.endpoint.EndpointEvent.EndpointReserved;
import retrace.kernel.endpoint.EndpointEvent.EndpointRetired;
import retrace.kernel.endpoint.EndpointEvent.StreamerLoginChanged;
import retrace.kernel.endpoint.EndpointEvent.StreamerTlsChanged;
import retrace.kernel.endpoint.EndpointEvent.StreamerVersionReported;
import retrace.kernel.endpoint.Monitor;
import retrace.kernel.endpoint.StreamerTls;
import retrace.kernel.endpoint.StreamerTls.Rule;
import retrace.kernel.id.EndpointId;
import retrace.kernel.id.SessionId;
import retrace.kernel.id.TeamId;
import retrace.kernel.session.Refusal.UnknownEndpoint;
import retrace.kernel.team.AccessKind;
import retrace.kernel.team.Actor;
import retrace.kernel.team.Caller;
import retrace.kernel.team.Role;

/**
 * A computer that can be controlled. Holds the reservation of the session that it is in. Its fields are what a snapshot
 * of it is written from.
 */
@Revision(EndpointSnapshots.REVISION)
@JsonAutoDetect(fieldVisibility = Visibility.ANY)
@SuppressWarnings("NullAway.Init") // filled from its events
public class Endpoint {

    private static final int MONITORS_MAX = 16;

    @AggregateIdentifier
    private EndpointId id;

    private EndpointRegistered registered;
    private @Nullable String streamerVersion;
    private StreamerTls streamerTls = StreamerTls.AS_OFFERED;
    private boolean retired;
    private @Nullable EndpointReserved reserved;

    /** For Axon. */
    protected Endpoint() {}

    @CommandHandler
    public Endpoint(RegisterEndpoint command, InstantSource clock) {
        requireMayManage(command.by());
        requireMonitors(command.monitors());
        apply(new EndpointRegistered(
                command.endpoint(),
                command.by().team(),
                command.name(),
                command.platform(),
                command.accessKind(),
                command.streamerVersion() == null
                        ? null
                        : command.streamerVersion().text(),
                List.copyOf(command.monitors()),
                command.by().actor(),
                clock.instant()));
    }

    private static void requireMayManage(Caller by) {
        if (by.role() == Role.MEMBER) {
            throw new CommandRefused(
                    "ROLE_NOT_ALLOWED",
                    "Only owners and admins of your team add and retire computers. Ask one of them.");
        }
    }

    private static void requireMonitors(List<Monitor> monitors) {
        if (monitors.isEmpty() || monitors.size() > MONITORS_MAX) {
            throw new CommandRefused(
                    "INVALID_MONITORS", "A computer has 1 to " + MONITORS_MAX + " monitors, each with an address.");
        }
        for (int i = 0; i < monitors.size(); i++) {
            if (monitors.get(i).number() != i + 1) {
                throw new CommandRefused("INVALID_MONITORS", "Monitors are numbered from 1 in their order.");
            }
        }
        if (monitors.size() > 1 && monitors.stream().anyMatch(monitor -> monitor.address() == null)) {
            throw new CommandRefused(
                    "INVALID_MONITORS",
                    "A computer whose streamer dials in has one monitor; give the others an address.");
        }
    }

    @CommandHandler
    void handle(ReportStreamerVersion command, InstantSource clock) {
        requireKnownTo(command.by().team());
        @Nullable String before = streamerVersion;
        String after = command.streamerVersion().text();
        if (!after.equals(before)) {
            apply(new StreamerVersionReported(
                    id, command.by().team(), before, after, command.by().actor(), clock.instant()));
        }
    }

    @CommandHandler
    void handle(ChangeStreamerTls command, InstantSource clock) {
        requireKnownTo(command.by().team());
        requireMayManage(command.by());
        StreamerTls after = command.streamerTls();
        if (after.rule() == Rule.CERTIFIED
                && after.certificateSha256() == null
                && registered.monitors().getFirst().address() == null) {
            throw new CommandRefused(
                    "CERTIFICATE_NOT_PINNED",
                    name() + " has no address that a certificate could be for, because its streamer dials in."
                            + " Pin its certificate by the SHA-256.");
        }
        if (!after.equals(streamerTls)) {
            apply(new StreamerTlsChanged(
                    id, command.by().team(), streamerTls, after, command.by().actor(), clock.instant()));
        }
    }

    @CommandHandler
    void handle(ChangeStreamerLogin command, InstantSource clock) {
        requireKnownTo(command.by().team());
        requireMayManage(command.by());
        apply(new StreamerLoginChanged(id, command.by().team(), command.by().actor(), clock.instant()));
    }

    @CommandHandler
    void handle(IssueCode command, InstantSource clock) {
        requireKnownTo(command.by().team());
        if (registered.accessKind() != AccessKind.ATTENDED
                || registered.monitors().getFirst().address() != null) {
            throw new CommandRefused(
                    "NOT_ATTENDED", name() + " is reached without a code. Connect to it from the list of computers.");
        }
        requireFree();
        apply(new CodeIssued(id, command.by().team(), command.by().actor(), command.expiresAt(), clock.instant()));
    }

    private void requireKnownTo(TeamId team) {
        if (!isKnownTo(team)) {
            throw CommandRefused.because(new UnknownEndpoint(id));
        }
    }

    private void requireFree() {
        if (reserved != null) {
            throw new CommandRefused(
                    "ENDPOINT_BUSY",
                    name() + " is in a session with " + reserved.technician().name() + ". End that session first.");
        }
    }

    @CommandHandler
    void handle(RetireEndpoint command, InstantSource clock) {
        requireKnownTo(command.by().team());
        requireMayManage(command.by());
        requireFree();
        apply(new EndpointRetired(id, command.by().team(), command.by().actor(), clock.instant()));
    }

    /** The team's own and not retired. */
    public boolean isKnownTo(TeamId team) {
        return isIn(team) && !retired;
    }

    private boolean isIn(TeamId team) {
        return registered.team().equals(team);
    }

    public EndpointRegistered registered() {
        return registered;
    }

    /** Null while unknown. */
    public @Nullable String streamerVersion() {
        return streamerVersion;
    }

    /** How its streamer is to be reached and known. */
    public StreamerTls streamerTls() {
        return streamerTls;
    }

    private String name() {
        return registered.name();
    }

    /** Who is in a session on it; null where nobody is. */
    public @Nullable Actor inSessionWith() {
        return reserved == null ? null : reserved.technician();
    }

    /** Called in the unit of work that admits the session. */
    public void reserve(SessionId session, Actor technician, InstantSource clock) {
        if (reserved != null) {
            throw new IllegalStateException(id + " is reserved by " + reserved.session());
        }
        apply(new EndpointReserved(id, registered.team(), session, technician, clock.instant()));
    }

    /** Called in the unit of work that ends the session; nothing happens where another has it. */
    public void release(SessionId session, InstantSource clock) {
        if (reserved != null && reserved.session().equals(session)) {
            apply(new EndpointReleased(id, registered.team(), session, clock.instant()));
        }
    }

    @EventSourcingHandler
    void on(EndpointRegistered event) {
        id = event.endpoint();
        registered = event;
        streamerVersion = event.streamerVersion();
    }

    @EventSourcingHandler
    void on(StreamerVersionReported event) {
        streamerVersion = event.after();
    }

    @EventSourcingHandler
    void on(StreamerTlsChanged event) {
        streamerTls = event.after();
    }

    @EventSourcingHandler
    void on(EndpointRetired event) {
        retired = true;
    }

    @EventSourcingHandler
    void on(EndpointReserved event) {
        reserved = event;
    }

    @EventSourcingHandler
    void on(EndpointReleased event) {
        reserved = null;
    }
}
