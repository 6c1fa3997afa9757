package retrace.command.session;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.jspecify.annotations.Nullable;
import retrace.command.CommandRefused;
import retrace.kernel.id.EndpointId;
import retrace.kernel.id.SegmentId;
import retrace.kernel.id.SessionId;
import retrace.kernel.id.TeamId;
import retrace.kernel.recording.ClosedSegment;
import retrace.kernel.recording.FrameRate;
import retrace.kernel.recording.StoredObject;
import retrace.kernel.session.SessionCommand.CloseSegment;
import retrace.kernel.session.SessionCommand.EndSession;
import retrace.kernel.session.SessionCommand.FailSegment;
import retrace.kernel.session.SessionCommand.OpenSegment;
import retrace.kernel.session.SessionCommand.OpenView;
import retrace.kernel.session.SessionCommand.WarnExpiry;
import retrace.kernel.session.SessionEvent.SegmentClosed;
import retrace.kernel.session.SessionEvent.SegmentFailed;
import retrace.kernel.session.SessionEvent.SegmentOpened;
import retrace.kernel.session.SessionEvent.SessionEnded;
import retrace.kernel.session.SessionEvent.SessionExpiryWarned;
import retrace.kernel.session.SessionEvent.SessionRefused;
import retrace.kernel.session.SessionEvent.SessionStarted;
import retrace.kernel.session.SessionEvent.ViewOpened;
import retrace.kernel.team.Caller;
import retrace.kernel.team.Role;

/** One technician on one endpoint, from the request on. Takes in what the relay reports, each fact once. */
@SuppressWarnings("NullAway.Init") // filled from its events
public class Session {

    /** Where a session is in its life. */
    enum Phase {
        REFUSED,
        RUNNING,
        ENDED
    }

    /** How a segment fares. */
    private sealed interface Segment {
        record Opened() implements Segment {}

        record Closed(StoredObject object) implements Segment {}

        record Failed() implements Segment {}
    }

    @AggregateIdentifier
    private SessionId id;

    private TeamId team;
    private EndpointId endpoint;
    private Phase phase;
    private @Nullable SessionStarted started;
    private @Nullable ViewOpened lastView;
    private @Nullable String lastSha256;
    private boolean expiryWarned;
    private final Map<SegmentId, Segment> segments = new HashMap<>();

    /** For Axon. */
    protected Session() {}

    /** Created by the unit of work that decides about it. */
    static Session started(SessionStarted event) {
        apply(event);
        return new Session();
    }

    static Session refused(SessionRefused event) {
        apply(event);
        return new Session();
    }

    /** A view is known by its time: relays tell each at least once and in order. */
    @CommandHandler
    void handle(OpenView command) {
        requireStarted();
        boolean isNews = lastView == null || command.at().isAfter(lastView.at());
        if (phase == Phase.RUNNING && isNews) {
            apply(new ViewOpened(id, team, command.view(), command.at()));
        }
    }

    @CommandHandler
    void handle(OpenSegment command) {
        if (!requireStarted().recorded()) {
            throw new IllegalStateException(id + " is not recorded, but a segment of it was opened");
        }
        if (!segments.containsKey(command.segment())) {
            apply(new SegmentOpened(id, team, command.segment(), command.view(), command.firstFrameAt()));
        }
    }

    /** A segment may be closed after it was reported as failed: recovery has succeeded then. */
    @CommandHandler
    void handle(CloseSegment command, InstantSource clock) {
        requireStarted();
        ClosedSegment closed = command.segment();
        if (segments.get(closed.segment()) instanceof Segment.Closed) {
            return; // relays report again
        }
        if (!Objects.equals(closed.previousSha256(), lastSha256)) {
            throw new IllegalStateException(closed.segment() + " of " + id + " follows " + closed.previousSha256()
                    + ", but the last closed one is " + lastSha256);
        }
        apply(new SegmentClosed(id, team, closed, clock.instant()));
    }

    @CommandHandler
    void handle(FailSegment command, InstantSource clock) {
        requireStarted();
        switch (segments.get(command.segment())) {
            case null -> apply(new SegmentFailed(id, team, command.segment(), command.why(), clock.instant()));
            case Segment.Opened opened ->
                apply(new SegmentFailed(id, team, command.segment(), command.why(), clock.instant()));
            case Segment.Closed closed -> {}
            case Segment.Failed failed -> {}
        }
    }

    /** Relays retry, so once it has been warned of another warning is not news; nor is it after the end. */
    @CommandHandler
    void handle(WarnExpiry command, InstantSource clock) {
        if (!requireStarted().recorded()) {
            throw new IllegalStateException(id + " is not recorded, so it may last as long as it likes");
        }
        if (phase == Phase.RUNNING && !expiryWarned) {
            apply(new SessionExpiryWarned(id, team, command.expiresAt(), clock.instant()));
        }
    }

    /** @return whether it ended by this and not before */
    boolean end(EndSession command, InstantSource clock) {
        return switch (phase) {
            case RUNNING -> {
                apply(new SessionEnded(id, team, endpoint, command.reason(), command.detail(), clock.instant()));
                yield true;
            }
            case ENDED -> false; // relays retry; the second report is not news
            case REFUSED -> throw new IllegalStateException(id + " never started");
        };
    }

    EndpointId endpoint() {
        return endpoint;
    }

    /** Whether it was admitted, ended or not, and is the team's. */
    boolean hasStartedIn(TeamId other) {
        return started != null && team.equals(other);
    }

    boolean isRecorded() {
        return requireStarted().recorded();
    }

    /** That of the view, until there is one the default. */
    FrameRate frameRate() {
        return lastView == null ? FrameRate.DEFAULT : lastView.view().frameRate();
    }

    /** @throws CommandRefused unless it runs and the caller is its technician: nobody else sees through it */
    void requireTechnician(Caller caller) {
        if (phase != Phase.RUNNING) {
            throw new CommandRefused("SESSION_ENDED", "This session has ended. Connect to the computer again.");
        }
        if (!isTechnician(caller)) {
            throw new CommandRefused(
                    "NOT_YOUR_SESSION",
                    "This session is " + requireStarted().technician().name()
                            + "'s. Only they may change what it shows.");
        }
    }

    /**
     * @return whether there is anything to end
     * @throws CommandRefused unless the caller is its technician, an owner or an admin
     */
    boolean mayBeEndedBy(Caller caller) {
        if (caller.role() == Role.MEMBER && !isTechnician(caller)) {
            throw new CommandRefused(
                    "NOT_YOUR_SESSION",
                    "This session is " + requireStarted().technician().name()
                            + "'s. Only they, an admin or the owner of your team may end it.");
        }
        return phase == Phase.RUNNING;
    }

    private boolean isTechnician(Caller caller) {
        return requireStarted().technician().account().equals(caller.account());
    }

    public boolean isOf(TeamId other) {
        return team.equals(other);
    }

    /** The object of a closed segment. */
    public Optional<StoredObject> objectOf(SegmentId segment) {
        return segments.get(segment) instanceof Segment.Closed closed ? Optional.of(closed.object()) : Optional.empty();
    }

    private SessionStarted requireStarted() {
        if (started == null) {
            throw new IllegalStateException(id + " never started");
        }
        return started;
    }

    @EventSourcingHandler
    void on(SessionStarted event) {
        id = event.session();
        team = event.team();
        endpoint = event.endpoint();
        started = event;
        phase = Phase.RUNNING;
    }

    @EventSourcingHandler
    void on(SessionRefused event) {
        id = event.session();
        team = event.team();
        endpoint = event.endpoint();
        phase = Phase.REFUSED;
    }

    @EventSourcingHandler
    void on(ViewOpened event) {
        lastView = event;
    }

    @EventSourcingHandler
    void on(SegmentOpened event) {
        segments.put(event.segment(), new Segment.Opened());
    }

    @EventSourcingHandler
    void on(SegmentClosed event) {
        ClosedSegment closed = event.segment();
        segments.put(closed.segment(), new Segment.Closed(closed.object()));
        lastSha256 = closed.object().sha256();
    }

    @EventSourcingHandler
    void on(SegmentFailed event) {
        segments.put(event.segment(), new Segment.Failed());
    }

    @EventSourcingHandler
    void on(SessionExpiryWarned event) {
        expiryWarned = true;
    }

    @EventSourcingHandler
    void on(SessionEnded event) {
        phase = Phase.ENDED;
    }
}
