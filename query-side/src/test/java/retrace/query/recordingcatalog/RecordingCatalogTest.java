package retrace.query.recordingcatalog;

import static org.assertj.core.api.Assertions.assertThat;
import static retrace.query.testing.SessionStory.ADA;
import static retrace.query.testing.SessionStory.NOON;
import static retrace.query.testing.SessionStory.view;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import retrace.kernel.id.HoldId;
import retrace.kernel.id.SegmentId;
import retrace.kernel.id.TeamId;
import retrace.kernel.recording.CloseReason;
import retrace.kernel.recording.Coverage;
import retrace.kernel.recording.Gap;
import retrace.kernel.recording.GapReason;
import retrace.kernel.team.Plan;
import retrace.kernel.team.Setting;
import retrace.query.testing.Projector;
import retrace.query.testing.SessionStory;
import retrace.query.testing.TeamStory;
import retrace.query.testing.TestDatabase;

class RecordingCatalogTest {

    private final DataSource database = TestDatabase.shared();
    private final Projector projector = new Projector(new RecordingCatalogProjection(Projector.rows(database)));
    private final RecordingCatalogQueries queries =
            new RecordingCatalogQueries(Projector.sql(database), Projector.UP_TO_DATE);
    private final TeamId team = TeamId.create();
    private final SegmentId first = SegmentId.create();
    private final SegmentId second = SegmentId.create();
    private final SegmentId third = SegmentId.create();

    @Test
    void aSegmentThatIsBeingWrittenShowsItsViewAndNothingThatOnlyTheFileCanTell() {
        SessionRecordings.Segment segment = recordings(story().started().segmentOpened(first, view(1)))
                .items()
                .getFirst();

        assertThat(segment.state()).isEqualTo(SegmentState.RECORDING);
        assertThat(segment.openedAt()).isEqualTo(NOON.plusSeconds(1));
        assertThat(segment.width()).isEqualTo(1920);
        assertThat(segment.firstFrameAt()).isNull();
        assertThat(segment.sizeBytes()).isNull();
        assertThat(segment.closeReason()).isNull();
    }

    @Test
    void aClosedSegmentShowsItsFileAlsoWhenItIsClosedAfterTheSessionsEnd() {
        SessionStory story = story().started().segmentOpened(first, view(1)).ended();
        assertThat(recordings(story).state()).isEqualTo(SessionRecordings.State.UPLOADING);

        SessionRecordings recordings = recordings(story.segmentClosed(first, view(1)));

        assertThat(recordings.state()).isEqualTo(SessionRecordings.State.READY);
        SessionRecordings.Segment segment = recordings.items().getFirst();
        assertThat(segment.state()).isEqualTo(SegmentState.READY);
        assertThat(segment.firstFrameAt()).isEqualTo(NOON.plusSeconds(3 - 10));
        assertThat(segment.lastFrameAt()).isEqualTo(NOON.plusSeconds(2));
        assertThat(segment.endedAt()).isEqualTo(NOON.plusSeconds(3));
        assertThat(segment.sizeBytes()).isEqualTo(123_456);
        assertThat(segment.frames()).isEqualTo(42);
        assertThat(segment.closeReason()).isEqualTo(CloseReason.SESSION_ENDED);
        assertThat(segment.sha256()).isEqualTo("ab".repeat(32));
        assertThat(segment.objectName()).isEqualTo("a/b/c.mp4");
    }

    @Test
    void segmentsComeByMonitorThenByTime() {
        SessionRecordings recordings = recordings(story().started()
                .segmentOpened(first, view(2))
                .segmentClosed(first, view(2))
                .segmentOpened(second, view(1))
                .segmentClosed(second, view(1))
                .segmentOpened(third, view(2)));

        assertThat(recordings.state()).isEqualTo(SessionRecordings.State.RECORDING);
        assertThat(recordings.items())
                .extracting(SessionRecordings.Segment::segment)
                .containsExactly(second.value(), first.value(), third.value());
    }

    @Test
    void aSessionTellsItsGapsAsTheyWereAssessedLast() {
        Gap lost = new Gap(NOON, NOON.plusSeconds(3), GapReason.RELAY_LOST);
        Gap failed = new Gap(NOON.plusSeconds(3), NOON.plusSeconds(4), GapReason.SEGMENT_FAILED);
        SessionStory story = story().started().segmentClosed(first, view(1)).ended();
        assertThat(recordings(story).coverage()).isNull();

        assertThat(recordings(story.coverageAssessed(new Coverage(15_000, 11_000, List.of(lost, failed))))
                        .coverage())
                .isEqualTo(
                        new SessionRecordings.Coverage(new BigDecimal("73.33"), 15_000, 11_000, List.of(lost, failed)));
        assertThat(recordings(story.coverageAssessed(new Coverage(15_000, 14_000, List.of(failed))))
                        .coverage())
                .isEqualTo(new SessionRecordings.Coverage(new BigDecimal("93.33"), 15_000, 14_000, List.of(failed)));
    }

    @Test
    void aSessionThatHasShownSomethingAndHasNoSegmentHasFailed() {
        Gap all = new Gap(NOON, NOON.plusSeconds(3), GapReason.RECORDING_UNAVAILABLE);

        assertThat(recordings(story().started().ended().coverageAssessed(new Coverage(3000, 0, List.of(all))))
                        .state())
                .isEqualTo(SessionRecordings.State.FAILED);
    }

    @Test
    void aSegmentThatFailedTellsWhy() {
        SessionRecordings recordings = recordings(story().started()
                .segmentOpened(first, view(1))
                .segmentFailed(first)
                .ended());

        assertThat(recordings.state()).isEqualTo(SessionRecordings.State.FAILED);
        assertThat(recordings.items().getFirst().state()).isEqualTo(SegmentState.FAILED);
        assertThat(recordings.items().getFirst().failure()).isEqualTo("The disk was full.");
    }

    @Test
    void whatIsDamagedOrMissingIsToldApartFromWhatFailed() {
        SessionRecordings recordings = recordings(story().started()
                .segmentOpened(first, view(1))
                .segmentQuarantined(first)
                .segmentOpened(second, view(2))
                .segmentClosed(second, view(2))
                .segmentMissing(second)
                .ended());

        assertThat(recordings.state()).isEqualTo(SessionRecordings.State.FAILED);
        assertThat(recordings.items())
                .extracting(SessionRecordings.Segment::state)
                .containsExactly(SegmentState.QUARANTINED, SegmentState.MISSING);
        assertThat(recordings.items())
                .extracting(SessionRecordings.Segment::failure)
                .containsExactly("It cannot be decoded.", "The store has it not.");
    }

    @Test
    void aSessionWithoutRecordingsIsKnown() {
        assertThat(recordings(story().unrecorded().started()).state()).isEqualTo(SessionRecordings.State.NONE);
        assertThat(recordings(story().refused("ENDPOINT_BUSY", "No.", "Desk")).state())
                .isEqualTo(SessionRecordings.State.NONE);
        assertThat(recordings(story().started().ended()).state()).isEqualTo(SessionRecordings.State.NONE);
    }

    @Test
    void aRecordingIsKeptForTheDefaultDaysOrThoseThatTheTeamHasSet() {
        SessionStory story = story().started()
                .segmentOpened(first, view(1))
                .segmentClosed(first, view(1))
                .segmentOpened(second, view(1))
                .segmentClosed(second, view(1))
                .segmentOpened(third, view(1));
        SessionRecordings recordings = recordings(story);
        Instant firstUntil = NOON.plusSeconds(2).plus(Duration.ofDays(90));

        assertThat(recordings.rule().sentence()).isEqualTo("90 days, the default");
        assertThat(recordings.keptUntil()).isEqualTo(firstUntil);
        assertThat(recordings.items())
                .extracting(SessionRecordings.Segment::keptUntil)
                .containsExactly(firstUntil, firstUntil.plusSeconds(2), null);

        projector.feed(new TeamStory(team)
                .created(Plan.ENTERPRISE)
                .set(Setting.DAYS_KEPT, "90", "30")
                .told());

        assertThat(recordings(story).keptUntil()).isEqualTo(NOON.plusSeconds(2).plus(Duration.ofDays(30)));
        assertThat(recordings(story).rule().sentence())
                .isEqualTo("30 days, the team's setting since 2026-11-24T12:00:01Z by Ada Lovelace");
    }

    @Test
    void aHoldKeepsTheRecordingsAndIsToldAlsoAfterItsRelease() {
        HoldId hold = HoldId.create();
        SessionStory story = story().started()
                .segmentOpened(first, view(1))
                .segmentClosed(first, view(1))
                .holdPlaced(hold, "Case 7");
        SessionRecordings held = recordings(story);

        assertThat(held.keptUntil()).isNull();
        assertThat(held.items().getFirst().keptUntil()).isNull();
        assertThat(held.holds())
                .containsExactly(new SessionRecordings.Hold(
                        hold.value(),
                        "Case 7",
                        "Counsel asks.",
                        ADA.account().value(),
                        "Ada Lovelace",
                        NOON.plusSeconds(3),
                        null));

        SessionRecordings released = recordings(story.holdReleased(hold, "Case 7"));

        assertThat(released.keptUntil()).isNotNull();
        assertThat(released.holds().getFirst().release())
                .isEqualTo(new SessionRecordings.Release(
                        ADA.account().value(), "Ada Lovelace", "The case is closed.", NOON.plusSeconds(4)));
    }

    @Test
    void aDeletionIsToldFromItsDecisionOnAndWhyItFails() {
        SessionStory story = story().started()
                .segmentOpened(first, view(1))
                .segmentClosed(first, view(1))
                .ended()
                .deletionDecided(first, 90)
                .deletionFailed(first);
        SessionRecordings.Segment deleting = recordings(story).items().getFirst();

        assertThat(recordings(story).state()).isEqualTo(SessionRecordings.State.EXPIRED);
        assertThat(deleting.state()).isEqualTo(SegmentState.EXPIRED);
        assertThat(deleting.keptUntil()).isNull();
        SessionRecordings.Expiry expiry = Objects.requireNonNull(deleting.expiry());
        assertThat(expiry.decidedAt()).isEqualTo(NOON.plusSeconds(4));
        assertThat(expiry.rule().sentence()).isEqualTo("90 days, as decided on 2026-11-24T12:00:04Z");
        assertThat(expiry.failure()).isEqualTo("The store refuses.");
        assertThat(expiry.failedAt()).isEqualTo(NOON.plusSeconds(5));
        assertThat(expiry.deletedAt()).isNull();

        SessionRecordings.Expiry done = Objects.requireNonNull(
                recordings(story.expired(first, 90)).items().getFirst().expiry());

        assertThat(done.deletedAt()).isEqualTo(NOON.plusSeconds(6));
        assertThat(done.failure()).isNull();
    }

    @Test
    void aSegmentOfWhichNothingWasHeardBeforeItWasClosedIsThere() {
        SessionRecordings recordings =
                recordings(story().started().segmentClosed(first, view(1)).ended());

        assertThat(recordings.state()).isEqualTo(SessionRecordings.State.READY);
        assertThat(recordings.items().getFirst().sizeBytes()).isEqualTo(123_456);
    }

    @Test
    void aSegmentThatFailedAndWasRecoveredIsReady() {
        SessionRecordings recordings = recordings(story().started()
                .segmentOpened(first, view(1))
                .segmentFailed(first)
                .segmentClosed(first, view(1)));

        assertThat(recordings.items().getFirst().state()).isEqualTo(SegmentState.READY);
        assertThat(recordings.items().getFirst().failure()).isNull();
    }

    @Test
    void eventsThatComeAgainChangeNothing() {
        HoldId hold = HoldId.create();
        SessionStory story = story().started()
                .segmentOpened(first, view(1))
                .segmentClosed(first, view(1))
                .ended()
                .holdPlaced(hold, "Case 7")
                .holdReleased(hold, "Case 7")
                .deletionDecided(first, 90)
                .deletionFailed(first)
                .expired(first, 90);
        SessionRecordings once = recordings(story);

        assertThat(recordings(story)).isEqualTo(once);
    }

    @Test
    void aTeamSeesNothingOfAnother() {
        SessionStory story = story().started().segmentOpened(first, view(1));
        projector.feed(story.told());

        assertThat(queries.recordings(TeamId.create(), story.session)).isEmpty();
    }

    private SessionStory story() {
        return new SessionStory(team);
    }

    private SessionRecordings recordings(SessionStory story) {
        projector.feed(story.told());
        return queries.recordings(team, story.session).orElseThrow();
    }
}
