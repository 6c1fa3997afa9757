package retrace.command.session;

import static retrace.command.Samples.CLOCK;
import static retrace.command.Samples.ENDPOINT;
import static retrace.command.Samples.NOW;
import static retrace.command.Samples.SECOND_SEGMENT;
import static retrace.command.Samples.SEGMENT;
import static retrace.command.Samples.SESSION;
import static retrace.command.Samples.TEAM;
import static retrace.command.Samples.VIEW;
import static retrace.command.Samples.sessionStarted;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import retrace.kernel.id.SegmentId;
import retrace.kernel.recording.CloseReason;
import retrace.kernel.recording.ClosedSegment;
import retrace.kernel.recording.Coverage;
import retrace.kernel.recording.FrameRate;
import retrace.kernel.recording.Gap;
import retrace.kernel.recording.GapReason;
import retrace.kernel.recording.StoredObject;
import retrace.kernel.recording.View;
import retrace.kernel.session.EndReason;
import retrace.kernel.session.SessionCommand.CloseSegment;
import retrace.kernel.session.SessionCommand.CloseView;
import retrace.kernel.session.SessionCommand.FailSegment;
import retrace.kernel.session.SessionCommand.QuarantineSegment;
import retrace.kernel.session.SessionCommand.ReportMissing;
import retrace.kernel.session.SessionEvent.CoverageAssessed;
import retrace.kernel.session.SessionEvent.SegmentClosed;
import retrace.kernel.session.SessionEvent.SegmentDeletionDecided;
import retrace.kernel.session.SessionEvent.SegmentExpired;
import retrace.kernel.session.SessionEvent.SegmentFailed;
import retrace.kernel.session.SessionEvent.SegmentMissing;
import retrace.kernel.session.SessionEvent.SegmentOpened;
import retrace.kernel.session.SessionEvent.SegmentQuarantined;
import retrace.kernel.session.SessionEvent.SessionEnded;
import retrace.kernel.session.SessionEvent.ViewClosed;
import retrace.kernel.session.SessionEvent.ViewOpened;

/** How much of a session is recorded, decided with the last report of it. Times are in milliseconds after its start. */
class CoverageTest {

    private static final String SHA_1 = "1".repeat(64);
    private static final String SHA_2 = "2".repeat(64);
    private static final String WHY = "The store could not be reached.";

    private final FixtureConfiguration<Session> session =
            new AggregateTestFixture<>(Session.class).registerInjectableResource(CLOCK);

    /** A session that has shown what it shows in its first minute. */
    private static List<Object> shown(Object... more) {
        List<Object> events = new ArrayList<>(List.of(sessionStarted(true), viewOpened(0)));
        events.addAll(List.of(more));
        return events;
    }

    @Test
    void aSessionThatIsRecordedFromEndToEndHasNoGap() {
        session.given(shown(opened(SEGMENT, 700), viewClosed(500, 60_000), ended(EndReason.TECHNICIAN_LEFT)))
                .when(close(SEGMENT, 700, 60_000, CloseReason.SESSION_ENDED, SHA_1, null))
                .expectEvents(
                        closed(SEGMENT, 700, 60_000, CloseReason.SESSION_ENDED, SHA_1, null), assessed(59_500, 59_500));
    }

    @Test
    void itIsAssessedAtTheEndWhereAllSegmentsAreClosedBefore() {
        session.given(shown(
                        opened(SEGMENT, 500),
                        closed(SEGMENT, 500, 60_000, CloseReason.SESSION_ENDED, SHA_1, null),
                        ended(EndReason.TECHNICIAN_LEFT)))
                .when(new CloseView(SESSION, at(500), at(60_000)))
                .expectEvents(viewClosed(500, 60_000), assessed(59_500, 59_500));
    }

    @Test
    void itIsNotAssessedWhileASegmentIsUnfinished() {
        session.given(shown(
                        opened(SEGMENT, 500),
                        opened(SECOND_SEGMENT, 30_000),
                        viewClosed(500, 60_000),
                        ended(EndReason.TECHNICIAN_LEFT)))
                .when(close(SEGMENT, 500, 30_000, CloseReason.FRAME_RATE_CHANGED, SHA_1, null))
                .expectEvents(closed(SEGMENT, 500, 30_000, CloseReason.FRAME_RATE_CHANGED, SHA_1, null));
    }

    @Test
    void nothingIsMissingBetweenTwoViewsAndInTheNewGeometryOfOne() {
        View turned = new View(2, "Right", new FrameRate(25), 1080, 1920);
        session.given(shown(
                        opened(SEGMENT, 500),
                        viewClosed(500, 20_000),
                        closed(SEGMENT, 500, 20_000, CloseReason.MONITOR_SWITCHED, SHA_1, null),
                        viewOpened(25_000),
                        new ViewOpened(SESSION, TEAM, turned, at(40_000)),
                        opened(SECOND_SEGMENT, 26_000),
                        viewClosed(25_100, 60_000),
                        ended(EndReason.TECHNICIAN_LEFT)))
                .when(close(SECOND_SEGMENT, 26_000, 60_000, CloseReason.SESSION_ENDED, SHA_2, SHA_1))
                .expectEvents(
                        closed(SECOND_SEGMENT, 26_000, 60_000, CloseReason.SESSION_ENDED, SHA_2, SHA_1),
                        assessed(19_500 + 34_900, 19_500 + 34_900));
    }

    @Test
    void aSessionThatShowedNothingHasNoCoverage() {
        session.given(shown(ended(EndReason.TECHNICIAN_LEFT)))
                .when(new CloseView(SESSION, null, at(60_000)))
                .expectEvents(new ViewClosed(SESSION, TEAM, null, at(60_000)));
    }

    @Test
    void aSessionThatIsNotRecordedHasNoCoverage() {
        session.given(sessionStarted(false), viewOpened(0), ended(EndReason.TECHNICIAN_LEFT))
                .when(new CloseView(SESSION, at(500), at(60_000)))
                .expectEvents(viewClosed(500, 60_000));
    }

    @Test
    void whatWasShownAndHasNoSegmentAtAllIsOneGap() {
        session.given(shown(ended(EndReason.RECORDING_UNAVAILABLE)))
                .when(new CloseView(SESSION, at(500), at(60_000)))
                .expectEvents(
                        viewClosed(500, 60_000),
                        assessed(59_500, 0, new Gap(at(500), at(60_000), GapReason.RECORDING_UNAVAILABLE)));
    }

    @Test
    void aFirstFrameThatComesTooLateLeavesAGap() {
        session.given(shown(opened(SEGMENT, 3_501), viewClosed(500, 60_000), ended(EndReason.TECHNICIAN_LEFT)))
                .when(close(SEGMENT, 3_501, 60_000, CloseReason.SESSION_ENDED, SHA_1, null))
                .expectEvents(
                        closed(SEGMENT, 3_501, 60_000, CloseReason.SESSION_ENDED, SHA_1, null),
                        assessed(59_500, 56_499, new Gap(at(500), at(3_501), GapReason.UNEXPLAINED)));
    }

    @Nested
    class ASegmentThatFails {

        private final Gap gap = new Gap(at(20_000), at(60_000), GapReason.SEGMENT_FAILED);

        private final List<Object> failing = shown(
                opened(SEGMENT, 500),
                closed(SEGMENT, 500, 20_000, CloseReason.SIZE_LIMIT, SHA_1, null),
                opened(SECOND_SEGMENT, 20_000),
                viewClosed(500, 60_000),
                ended(EndReason.TECHNICIAN_LEFT));

        @Test
        void leavesAGapToTheEndOfTheView() {
            session.given(failing)
                    .when(new FailSegment(SESSION, SECOND_SEGMENT, WHY))
                    .expectEvents(failed(SECOND_SEGMENT), assessed(59_500, 19_500, gap));
        }

        @Test
        void isAssessedOnce() {
            session.given(failing)
                    .andGiven(failed(SECOND_SEGMENT), assessed(59_500, 19_500, gap))
                    .when(new FailSegment(SESSION, SECOND_SEGMENT, WHY))
                    .expectNoEvents();
        }

        @Test
        void isAssessedAgainWhenItIsRecoveredAfterAll() {
            session.given(failing)
                    .andGiven(failed(SECOND_SEGMENT), assessed(59_500, 19_500, gap))
                    .when(close(SECOND_SEGMENT, 20_000, 60_000, CloseReason.RECOVERED, SHA_2, SHA_1))
                    .expectEvents(
                            closed(SECOND_SEGMENT, 20_000, 60_000, CloseReason.RECOVERED, SHA_2, SHA_1),
                            assessed(59_500, 59_500));
        }

        @Test
        void whatIsClosedWithoutAPictureHasFailed() {
            ClosedSegment whole = segment(SECOND_SEGMENT, 20_000, 60_000, CloseReason.SESSION_ENDED, SHA_2, SHA_1);
            ClosedSegment empty = new ClosedSegment(
                    whole.segment(),
                    whole.view(),
                    whole.firstFrameAt(),
                    whole.lastFrameAt(),
                    whole.endedAt(),
                    0,
                    whole.reason(),
                    whole.object(),
                    whole.previousSha256());

            session.given(failing)
                    .when(new CloseSegment(SESSION, empty))
                    .expectEvents(
                            new SegmentFailed(
                                    SESSION,
                                    TEAM,
                                    SECOND_SEGMENT,
                                    "The segment was closed without a picture in it.",
                                    NOW),
                            assessed(59_500, 19_500, gap));
        }
    }

    @Nested
    class ARelayThatDied {

        private final List<Object> lost = shown(
                opened(SEGMENT, 1_000),
                new SessionEnded(
                        SESSION,
                        TEAM,
                        ENDPOINT,
                        EndReason.RELAY_LOST,
                        "Another relay says so.",
                        at(58_000),
                        at(90_000)));

        @Test
        void leavesAGapUntilItWasLastSeen() {
            session.given(lost)
                    .when(close(SEGMENT, 1_000, 57_000, CloseReason.RECOVERED, SHA_1, null))
                    .expectEvents(
                            closed(SEGMENT, 1_000, 57_000, CloseReason.RECOVERED, SHA_1, null),
                            assessed(58_000, 57_000, new Gap(at(57_000), at(58_000), GapReason.RELAY_LOST)));
        }

        @Test
        void leavesNoneWhereAllThatItWasSeenToShowIsRecovered() {
            session.given(lost)
                    .when(close(SEGMENT, 1_000, 59_000, CloseReason.RECOVERED, SHA_1, null))
                    .expectEvents(
                            closed(SEGMENT, 1_000, 59_000, CloseReason.RECOVERED, SHA_1, null),
                            assessed(59_000, 59_000));
        }

        @Test
        void hasShownNothingWhereItDiedBeforeAFrameWasDue() {
            session.given(sessionStarted(true), viewOpened(55_000), opened(SEGMENT, 60_000))
                    .andGiven(new SessionEnded(
                            SESSION, TEAM, ENDPOINT, EndReason.RELAY_LOST, "It died.", at(58_000), at(90_000)))
                    .when(new FailSegment(SESSION, SEGMENT, WHY))
                    .expectEvents(failed(SEGMENT));
        }
    }

    @Nested
    class ASegmentThatIsLostLater {

        private final List<Object> whole = shown(
                opened(SEGMENT, 700),
                viewClosed(500, 60_000),
                closed(SEGMENT, 700, 30_000, CloseReason.SIZE_LIMIT, SHA_1, null),
                closed(SECOND_SEGMENT, 30_000, 60_000, CloseReason.SESSION_ENDED, SHA_2, SHA_1),
                ended(EndReason.TECHNICIAN_LEFT),
                assessed(59_500, 59_500));

        @Test
        void leavesAGapWhereItWas() {
            session.given(whole)
                    .when(new ReportMissing(SESSION, SEGMENT, "It is gone."))
                    .expectEvents(
                            new SegmentMissing(
                                    SESSION, TEAM, SEGMENT, "team/session/" + SEGMENT + ".mp4", "It is gone.", NOW),
                            assessed(59_500, 30_000, new Gap(at(500), at(30_000), GapReason.SEGMENT_MISSING)));
        }

        @Test
        void thatItIsDeletedWhenItsTimeIsOverIsNoGap() {
            session.given(whole)
                    .andGiven(
                            new SegmentDeletionDecided(
                                    SESSION, TEAM, SEGMENT, "team/session/" + SEGMENT + ".mp4", 7, 90, NOW),
                            new SegmentExpired(SESSION, TEAM, SEGMENT, "team/session/" + SEGMENT + ".mp4", 90, NOW))
                    .when(new ReportMissing(SESSION, SECOND_SEGMENT, "It is gone."))
                    .expectEvents(
                            new SegmentMissing(
                                    SESSION,
                                    TEAM,
                                    SECOND_SEGMENT,
                                    "team/session/" + SECOND_SEGMENT + ".mp4",
                                    "It is gone.",
                                    NOW),
                            assessed(59_500, 29_500, new Gap(at(30_000), at(60_000), GapReason.SEGMENT_MISSING)));
        }
    }

    @Test
    void aSegmentThatIsPutAsideIsAGap() {
        session.given(shown(opened(SEGMENT, 700), viewClosed(500, 60_000), ended(EndReason.TECHNICIAN_LEFT)))
                .when(new QuarantineSegment(SESSION, SEGMENT, WHY, List.of("a.part")))
                .expectEvents(
                        new SegmentQuarantined(SESSION, TEAM, SEGMENT, WHY, List.of("a.part"), NOW),
                        assessed(59_500, 0, new Gap(at(500), at(60_000), GapReason.SEGMENT_QUARANTINED)));
    }

    @Test
    void aRecorderThatStoppedBeforeTheViewDidLeavesAGap() {
        session.given(shown(opened(SEGMENT, 500), viewClosed(500, 60_000), ended(EndReason.TECHNICIAN_LEFT)))
                .when(close(SEGMENT, 500, 58_000, CloseReason.SESSION_ENDED, SHA_1, null))
                .expectEvents(
                        closed(SEGMENT, 500, 58_000, CloseReason.SESSION_ENDED, SHA_1, null),
                        assessed(59_500, 57_500, new Gap(at(58_000), at(60_000), GapReason.RECORDING_UNAVAILABLE)));
    }

    @Nested
    class ClosingAView {

        @Test
        void isToldOnce() {
            session.given(shown(viewClosed(500, 60_000)))
                    .when(new CloseView(SESSION, at(500), at(60_000)))
                    .expectNoEvents();
        }

        @Test
        void isNotNewsWhenAnotherIsOpenSince() {
            session.given(shown(viewClosed(500, 60_000), viewOpened(70_000)))
                    .when(new CloseView(SESSION, at(500), at(60_000)))
                    .expectNoEvents();
        }
    }

    private static Instant at(long millis) {
        return NOW.plusMillis(millis);
    }

    private static ViewOpened viewOpened(long at) {
        return new ViewOpened(SESSION, TEAM, VIEW, at(at));
    }

    private static ViewClosed viewClosed(long firstPictureAt, long at) {
        return new ViewClosed(SESSION, TEAM, at(firstPictureAt), at(at));
    }

    /** After a minute. */
    private static SessionEnded ended(EndReason reason) {
        return new SessionEnded(SESSION, TEAM, ENDPOINT, reason, "It ended.", at(60_000));
    }

    private static SegmentOpened opened(SegmentId segment, long at) {
        return new SegmentOpened(SESSION, TEAM, segment, VIEW, at(at));
    }

    private static SegmentFailed failed(SegmentId segment) {
        return new SegmentFailed(SESSION, TEAM, segment, WHY, NOW);
    }

    private static CloseSegment close(
            SegmentId segment, long from, long to, CloseReason reason, String sha256, @Nullable String previous) {
        return new CloseSegment(SESSION, segment(segment, from, to, reason, sha256, previous));
    }

    private static SegmentClosed closed(
            SegmentId segment, long from, long to, CloseReason reason, String sha256, @Nullable String previous) {
        return new SegmentClosed(SESSION, TEAM, segment(segment, from, to, reason, sha256, previous), NOW);
    }

    private static ClosedSegment segment(
            SegmentId segment, long from, long to, CloseReason reason, String sha256, @Nullable String previous) {
        return new ClosedSegment(
                segment,
                VIEW,
                at(from),
                at(to - 1),
                at(to),
                2,
                reason,
                new StoredObject("team/session/" + segment + ".mp4", 7, 1000, "e3069283", sha256),
                previous);
    }

    private static CoverageAssessed assessed(long shownMillis, long recordedMillis, Gap... gaps) {
        return new CoverageAssessed(SESSION, TEAM, new Coverage(shownMillis, recordedMillis, List.of(gaps)), NOW);
    }
}
