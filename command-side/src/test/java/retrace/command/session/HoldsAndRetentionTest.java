package retrace.command.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static retrace.command.Samples.NOW;
import static retrace.command.Samples.OWNER;
import static retrace.command.Samples.SECOND_SESSION;
import static retrace.command.Samples.SEGMENT;
import static retrace.command.Samples.SESSION;
import static retrace.command.Samples.TEAM;
import static retrace.command.Samples.VIEW;
import static retrace.command.Samples.caller;
import static retrace.command.Samples.change;
import static retrace.command.Samples.createTeam;
import static retrace.command.Samples.recording;
import static retrace.command.Samples.registerEndpoint;
import static retrace.command.Samples.startSession;
import static retrace.command.Samples.strangerNamedLike;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import retrace.command.CommandRefused;
import retrace.command.CommandSide;
import retrace.kernel.endpoint.Reachability;
import retrace.kernel.id.HoldId;
import retrace.kernel.recording.CloseReason;
import retrace.kernel.recording.ClosedSegment;
import retrace.kernel.recording.StoredObject;
import retrace.kernel.session.DeletionOutcome;
import retrace.kernel.session.EndReason;
import retrace.kernel.session.SessionCommand.CloseSegment;
import retrace.kernel.session.SessionCommand.EndSession;
import retrace.kernel.session.SessionCommand.ExpireSegment;
import retrace.kernel.session.SessionCommand.OpenSegment;
import retrace.kernel.session.SessionCommand.PlaceHold;
import retrace.kernel.session.SessionCommand.ReleaseHold;
import retrace.kernel.session.SessionCommand.ReportDeletion;
import retrace.kernel.session.SessionCommand.ReportFailedDeletion;
import retrace.kernel.session.SessionEvent.HoldPlaced;
import retrace.kernel.session.SessionEvent.HoldReleased;
import retrace.kernel.session.SessionEvent.SegmentDeletionDecided;
import retrace.kernel.session.SessionEvent.SegmentDeletionFailed;
import retrace.kernel.session.SessionEvent.SegmentExpired;
import retrace.kernel.team.AccessKind;
import retrace.kernel.team.Caller;
import retrace.kernel.team.Role;
import retrace.kernel.team.TeamSetting;

/** A recording goes when its time is over, unless it is held; once it is decided, no hold can save it. */
class HoldsAndRetentionTest {

    private static final String OBJECT = "team/session/segment.mp4";
    private static final HoldId HOLD = new HoldId("hold-00000000-0000-0000-0000-00000000000c");
    private static final HoldId SECOND_HOLD = new HoldId("hold-00000000-0000-0000-0000-00000000000d");
    private static final Caller ADMIN = caller(OWNER, Role.ADMIN);
    private static final ExpireSegment EXPIRE = new ExpireSegment(SESSION, SEGMENT);
    private static final DeletionOutcome DELETE = new DeletionOutcome.Delete(OBJECT, 7);
    private static final SegmentDeletionDecided DECIDED =
            new SegmentDeletionDecided(SESSION, TEAM, SEGMENT, OBJECT, 7, 90, NOW);

    private final CommandSide commandSide = CommandSide.started();

    @BeforeEach
    void start() {
        commandSide.given(createTeam(), recording(AccessKind.UNATTENDED, true), registerEndpoint(), startSession());
    }

    @AfterEach
    void close() {
        commandSide.close();
    }

    /** A finished recording that ended so many days ago. */
    private void recordedDaysAgo(int days) {
        Instant ended = NOW.minus(Duration.ofDays(days));
        commandSide.given(
                new OpenSegment(SESSION, SEGMENT, VIEW, ended.minusSeconds(60)),
                new CloseSegment(
                        SESSION,
                        new ClosedSegment(
                                SEGMENT,
                                VIEW,
                                ended.minusSeconds(60),
                                ended.minusSeconds(1),
                                ended,
                                600,
                                CloseReason.SESSION_ENDED,
                                new StoredObject(OBJECT, 7, 1000, "e3069283", "1".repeat(64)),
                                null)),
                new EndSession(SESSION, EndReason.TECHNICIAN_LEFT, "The technician left."));
    }

    private static PlaceHold place(HoldId hold, String caseName, Caller by) {
        return new PlaceHold(SESSION, hold, caseName, "Counsel asks for it.", by);
    }

    private static ReleaseHold release(HoldId hold, Caller by) {
        return new ReleaseHold(SESSION, hold, "The case is closed.", by);
    }

    private @Nullable Object expire() {
        return commandSide.when(EXPIRE);
    }

    private void assertRefused(Object command, String code) {
        assertThatThrownBy(() -> commandSide.when(command))
                .isInstanceOfSatisfying(
                        CommandRefused.class,
                        refused -> assertThat(CommandRefused.reasonOf(refused))
                                .hasValueSatisfying(
                                        reason -> assertThat(reason.code()).isEqualTo(code)));
    }

    @Test
    void aRecordingIsKeptForNinetyDays() {
        recordedDaysAgo(89);

        assertThat(expire()).isEqualTo(new DeletionOutcome.Kept(NOW.plus(Duration.ofDays(1))));
        commandSide.thenEvents().isEmpty();
    }

    @Test
    void thenItsDeletionIsDecidedOnceAndToldUnderWhichRule() {
        recordedDaysAgo(90);

        assertThat(expire()).isEqualTo(DELETE);
        assertThat(expire()).isEqualTo(DELETE);
        commandSide.thenEvents().containsExactly(DECIDED);
    }

    @Test
    void whatTheTeamSetsHoldsForOlderRecordingsToo() {
        recordedDaysAgo(30);
        commandSide.given(change(new TeamSetting.DaysKept(30)));

        assertThat(expire()).isEqualTo(DELETE);
    }

    @Test
    void whenTheObjectIsDeletedTheSegmentHasExpiredOnce() {
        recordedDaysAgo(90);
        commandSide.given(EXPIRE);

        commandSide.when(new ReportDeletion(SESSION, SEGMENT));
        commandSide.when(new ReportDeletion(SESSION, SEGMENT));

        commandSide.thenEvents().containsExactly(new SegmentExpired(SESSION, TEAM, SEGMENT, OBJECT, 90, NOW));
        assertThat(expire()).isEqualTo(new DeletionOutcome.Gone());
    }

    @Test
    void aDeletionThatFailsIsToldOnceForEachReasonAndCanBeTriedAgain() {
        recordedDaysAgo(90);
        commandSide.given(EXPIRE);

        commandSide.when(new ReportFailedDeletion(SESSION, SEGMENT, "The store is away."));
        commandSide.when(new ReportFailedDeletion(SESSION, SEGMENT, "The store is away."));
        commandSide.when(new ReportFailedDeletion(SESSION, SEGMENT, "The store refuses."));

        commandSide
                .thenEvents()
                .containsExactly(
                        new SegmentDeletionFailed(SESSION, TEAM, SEGMENT, "The store is away.", NOW),
                        new SegmentDeletionFailed(SESSION, TEAM, SEGMENT, "The store refuses.", NOW));
        assertThat(expire()).isEqualTo(DELETE);
    }

    @Test
    void nothingIsReportedDeletedThatNobodyDecidedToDelete() {
        recordedDaysAgo(90);

        commandSide.when(new ReportDeletion(SESSION, SEGMENT));

        commandSide.thenEvents().isEmpty();
    }

    @Test
    void aHeldRecordingIsNotDeletedUntilItsLastHoldIsReleased() {
        recordedDaysAgo(1000);
        commandSide.given(place(HOLD, "Case B", ADMIN), place(SECOND_HOLD, "Case A", ADMIN));

        assertThat(expire()).isEqualTo(new DeletionOutcome.Held(Set.of("Case A", "Case B")));

        commandSide.given(release(HOLD, ADMIN));
        assertThat(expire()).isEqualTo(new DeletionOutcome.Held(Set.of("Case A")));

        commandSide.given(release(SECOND_HOLD, ADMIN));
        assertThat(expire()).isEqualTo(DELETE);
    }

    @Test
    void aHoldIsToldOnceWithCaseReasonAndPerson() {
        commandSide.when(place(HOLD, "Case A", ADMIN));
        commandSide.when(place(HOLD, "Case A", ADMIN));
        commandSide.when(release(HOLD, ADMIN));
        commandSide.when(release(HOLD, ADMIN));

        commandSide
                .thenEvents()
                .containsExactly(
                        new HoldPlaced(SESSION, TEAM, HOLD, "Case A", "Counsel asks for it.", OWNER, NOW),
                        new HoldReleased(SESSION, TEAM, HOLD, "Case A", "The case is closed.", OWNER, NOW));
    }

    @Test
    void aReleasedHoldDoesNotComeBack() {
        commandSide.given(place(HOLD, "Case A", ADMIN), release(HOLD, ADMIN));

        commandSide.when(place(HOLD, "Case A", ADMIN));

        commandSide.thenEvents().isEmpty();
    }

    @Test
    void aMemberNeitherPlacesNorReleasesOne() {
        commandSide.given(place(HOLD, "Case A", ADMIN));

        assertRefused(place(SECOND_HOLD, "Case B", caller(OWNER, Role.MEMBER)), "ROLE_NOT_ALLOWED");
        assertRefused(release(HOLD, caller(OWNER, Role.MEMBER)), "ROLE_NOT_ALLOWED");
    }

    @Test
    void anotherTeamFindsNoSuchSession() {
        commandSide.given(place(HOLD, "Case A", ADMIN));

        assertRefused(place(SECOND_HOLD, "Case B", strangerNamedLike(OWNER)), "UNKNOWN_SESSION");
        assertRefused(release(HOLD, strangerNamedLike(OWNER)), "UNKNOWN_SESSION");
    }

    @Test
    void anUnknownHoldCannotBeReleased() {
        assertRefused(release(HOLD, ADMIN), "UNKNOWN_HOLD");
    }

    @Test
    void aHoldComesTooLateForARecordingWhoseDeletionIsDecided() {
        recordedDaysAgo(90);
        commandSide.given(EXPIRE);

        assertRefused(place(HOLD, "Case A", ADMIN), "NOTHING_TO_HOLD");
    }

    @Test
    void aSessionThatIsNotRecordedHasNothingToHold() {
        commandSide.given(
                new EndSession(SESSION, EndReason.TECHNICIAN_LEFT, "The technician left."),
                recording(AccessKind.UNATTENDED, false),
                startSession(SECOND_SESSION, TEAM, 1, new Reachability.Reachable("3.8")));

        assertRefused(new PlaceHold(SECOND_SESSION, HOLD, "Case A", "Why.", ADMIN), "NOTHING_TO_HOLD");
    }

    @Test
    void thereIsARoomForSoManyHoldsAndNoMore() {
        for (int i = 0; i < Holds.HOLDS_MAX; i++) {
            commandSide.given(place(HoldId.create(), "Case " + i, ADMIN));
        }

        assertRefused(place(HOLD, "One more", ADMIN), "TOO_MANY_HOLDS");
    }

    @Test
    void anOpenSegmentIsNotDeleted() {
        commandSide.given(new OpenSegment(SESSION, SEGMENT, VIEW, NOW));

        assertThat(expire()).isEqualTo(new DeletionOutcome.Gone());
    }
}
