package retrace.query.recordingcatalog;

import static org.assertj.core.api.Assertions.assertThat;
import static retrace.query.testing.SessionStory.NOON;
import static retrace.query.testing.SessionStory.view;

import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import retrace.kernel.id.SegmentId;
import retrace.kernel.id.TeamId;
import retrace.kernel.recording.CloseReason;
import retrace.query.testing.Projector;
import retrace.query.testing.SessionStory;
import retrace.query.testing.TestDatabase;

class RecordingCatalogTest {

    private final DataSource database = TestDatabase.shared();
    private final Projector projector = new Projector(new RecordingCatalogProjection(Projector.sql(database)));
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
    void aSessionWithoutRecordingsIsKnown() {
        assertThat(recordings(story().unrecorded().started()).state()).isEqualTo(SessionRecordings.State.NONE);
        assertThat(recordings(story().refused("ENDPOINT_BUSY", "No.", "Desk")).state())
                .isEqualTo(SessionRecordings.State.NONE);
        assertThat(recordings(story().started().ended()).state()).isEqualTo(SessionRecordings.State.NONE);
    }

    @Test
    void eventsThatComeAgainChangeNothing() {
        SessionStory story = story().started()
                .segmentOpened(first, view(1))
                .segmentClosed(first, view(1))
                .ended();
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
