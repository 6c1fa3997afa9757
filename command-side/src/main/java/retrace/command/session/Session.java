package retrace.command.session;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.time.InstantSource;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.jspecify.annotations.Nullable;
import retrace.command.CommandRefused;
import retrace.kernel.id.EndpointId;
import retrace.kernel.id.SegmentId;
import retrace.kernel.id.SessionId;
import retrace.kernel.id.TeamId;
import retrace.kernel.recording.FrameRate;
import retrace.kernel.session.DeletionOutcome;
import retrace.kernel.session.SessionCommand.CloseSegment;
import retrace.kernel.session.SessionCommand.EndSession;
import retrace.kernel.session.SessionCommand.FailSegment;
import retrace.kernel.session.SessionCommand.InspectSession;
import retrace.kernel.session.SessionCommand.OpenSegment;
import retrace.kernel.session.SessionCommand.OpenView;
import retrace.kernel.session.SessionCommand.PlaceHold;
import retrace.kernel.session.SessionCommand.QuarantineSegment;
import retrace.kernel.session.SessionCommand.ReleaseHold;
import retrace.kernel.session.SessionCommand.ReportDeletion;
import retrace.kernel.session.SessionCommand.ReportFailedDeletion;
import retrace.kernel.session.SessionCommand.ReportMissing;
import retrace.kernel.session.SessionCommand.WarnExpiry;
import retrace.kernel.session.SessionEvent.HoldPlaced;
import retrace.kernel.session.SessionEvent.HoldReleased;
import retrace.kernel.session.SessionEvent.SegmentClosed;
import retrace.kernel.session.SessionEvent.SegmentDeletionDecided;
import retrace.kernel.session.SessionEvent.SegmentDeletionFailed;
import retrace.kernel.session.SessionEvent.SegmentExpired;
import retrace.kernel.session.SessionEvent.SegmentFailed;
import retrace.kernel.session.SessionEvent.SegmentMissing;
import retrace.kernel.session.SessionEvent.SegmentOpened;
import retrace.kernel.session.SessionEvent.SegmentQuarantined;
import retrace.kernel.session.SessionEvent.SessionEnded;
import retrace.kernel.session.SessionEvent.SessionExpiryWarned;
import retrace.kernel.session.SessionEvent.SessionRefused;
import retrace.kernel.session.SessionEvent.SessionStarted;
import retrace.kernel.session.SessionEvent.ViewOpened;
import retrace.kernel.session.SessionFacts;
import retrace.kernel.team.AccessKind;
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

    @AggregateIdentifier
    private SessionId id;

    private TeamId team;
    private EndpointId endpoint;
    private Phase phase;
    private @Nullable SessionStarted started;
    private @Nullable ViewOpened lastView;
    private final Recordings recordings = new Recordings();
    private boolean expiryWarned;

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
        if (!recordings.isKnown(command.segment())) {
            apply(new SegmentOpened(id, team, command.segment(), command.view(), command.firstFrameAt()));
        }
    }

    /** A segment may be closed after it was reported as failed: recovery has succeeded then. */
    @CommandHandler
    void handle(CloseSegment command, InstantSource clock) {
        requireStarted();
        if (recordings.isNews(command.segment())) {
            apply(new SegmentClosed(id, team, command.segment(), clock.instant()));
        }
    }

    @CommandHandler
    void handle(FailSegment command, InstantSource clock) {
        requireStarted();
        if (recordings.canFail(command.segment())) {
            apply(new SegmentFailed(id, team, command.segment(), command.why(), clock.instant()));
        }
    }

    @CommandHandler
    void handle(QuarantineSegment command, InstantSource clock) {
        requireStarted();
        if (recordings.canBeQuarantined(command.segment())) {
            apply(new SegmentQuarantined(
                    id, team, command.segment(), command.why(), command.objects(), clock.instant()));
        }
    }

    @CommandHandler
    void handle(ReportMissing command, InstantSource clock) {
        if (recordings.fateOf(command.segment()) instanceof SegmentFate.Closed closed) {
            apply(new SegmentMissing(
                    id, team, command.segment(), closed.segment().object().name(), command.why(), clock.instant()));
        }
    }

    @CommandHandler
    SessionFacts handle(InspectSession command) {
        return new SessionFacts(
                team,
                requireStarted().recorded(),
                phase == Phase.ENDED,
                recordings.lastSha256(),
                recordings.unfinished(),
                recordings.kept(),
                recordings.holds().caseNames());
    }

    @CommandHandler
    void handle(PlaceHold command, InstantSource clock) {
        requireIn(command.by().team());
        if (recordings.holds().isNewWhenPlaced(command.hold(), command.by())) {
            recordings.requireSomethingToHold(requireStarted().recorded() && phase == Phase.RUNNING);
            apply(new HoldPlaced(
                    id,
                    team,
                    command.hold(),
                    command.caseName(),
                    command.reason(),
                    command.by().actor(),
                    clock.instant()));
        }
    }

    @CommandHandler
    void handle(ReleaseHold command, InstantSource clock) {
        requireIn(command.by().team());
        if (recordings.holds().isNewWhenReleased(command.hold(), command.by())) {
            apply(new HoldReleased(
                    id,
                    team,
                    command.hold(),
                    recordings.holds().caseName(command.hold()),
                    command.reason(),
                    command.by().actor(),
                    clock.instant()));
        }
    }

    /** @throws CommandRefused where the caller's team has not had such a session, whoever else has */
    private void requireIn(TeamId other) {
        if (!hasStartedIn(other)) {
            throw unknown();
        }
    }

    /** What is said of a session that is not there, and so of another team's. */
    public static CommandRefused unknown() {
        return new CommandRefused(
                "UNKNOWN_SESSION", "There is no such session in your team. Choose one from the sessions log.");
    }

    /** @param daysKept the team's setting, counted from the recording's end */
    DeletionOutcome expire(SegmentId segment, int daysKept, InstantSource clock) {
        DeletionOutcome outcome = recordings.deletionOf(segment, daysKept, clock.instant());
        if (outcome instanceof DeletionOutcome.Delete delete && recordings.isUndecided(segment)) {
            apply(new SegmentDeletionDecided(
                    id, team, segment, delete.objectName(), delete.generation(), daysKept, clock.instant()));
        }
        return outcome;
    }

    @CommandHandler
    void handle(ReportDeletion command, InstantSource clock) {
        if (recordings.fateOf(command.segment()) instanceof SegmentFate.Deleting deleting) {
            apply(new SegmentExpired(
                    id,
                    team,
                    command.segment(),
                    deleting.segment().object().name(),
                    deleting.daysKept(),
                    clock.instant()));
        }
    }

    /** The same failure again is not news. */
    @CommandHandler
    void handle(ReportFailedDeletion command, InstantSource clock) {
        if (recordings.fateOf(command.segment()) instanceof SegmentFate.Deleting deleting
                && !command.why().equals(deleting.lastFailure())) {
            apply(new SegmentDeletionFailed(id, team, command.segment(), command.why(), clock.instant()));
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
                apply(new SessionEnded(
                        id, team, endpoint, command.reason(), command.detail(), command.lastSeenAt(), clock.instant()));
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

    /** Null where it has no such segment. */
    public @Nullable SegmentFate fateOf(SegmentId segment) {
        return recordings.fateOf(segment);
    }

    public AccessKind accessKind() {
        return requireStarted().accessKind();
    }

    TeamId team() {
        return team;
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
    void on(SessionEnded event) {
        phase = Phase.ENDED;
    }

    @EventSourcingHandler
    void on(SegmentOpened event) {
        recordings.opened(event.segment());
    }

    @EventSourcingHandler
    void on(SegmentClosed event) {
        recordings.closed(event.segment());
    }

    @EventSourcingHandler
    void on(SegmentFailed event) {
        recordings.failed(event.segment());
    }

    @EventSourcingHandler
    void on(SegmentQuarantined event) {
        recordings.quarantined(event.segment());
    }

    @EventSourcingHandler
    void on(SegmentMissing event) {
        recordings.missing(event.segment());
    }

    @EventSourcingHandler
    void on(HoldPlaced event) {
        recordings.holds().place(event);
    }

    @EventSourcingHandler
    void on(HoldReleased event) {
        recordings.holds().release(event.hold());
    }

    @EventSourcingHandler
    void on(SegmentDeletionDecided event) {
        recordings.deleting(event.segment(), event.daysKept());
    }

    @EventSourcingHandler
    void on(SegmentDeletionFailed event) {
        recordings.deletionFailed(event.segment(), event.why());
    }

    @EventSourcingHandler
    void on(SegmentExpired event) {
        recordings.expired(event.segment(), event.daysKept(), event.at());
    }

    @EventSourcingHandler
    void on(SessionExpiryWarned event) {
        expiryWarned = true;
    }
}
