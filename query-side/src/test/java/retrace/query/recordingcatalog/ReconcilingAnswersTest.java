package retrace.query.recordingcatalog;

import static org.assertj.core.api.Assertions.assertThat;
import static retrace.query.testing.SessionStory.NOON;
import static retrace.query.testing.SessionStory.view;

import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import retrace.kernel.id.SegmentId;
import retrace.kernel.id.TeamId;
import retrace.kernel.recording.StoredSegments;
import retrace.kernel.recording.StoredSegments.Expected;
import retrace.kernel.recording.UnsettledSessions;
import retrace.kernel.recording.UnsettledSessions.Unsettled;
import retrace.query.testing.Projector;
import retrace.query.testing.SessionStory;
import retrace.query.testing.TestDatabase;

class ReconcilingAnswersTest {

    /** Its own, since these are asked of all teams. */
    private final DataSource database = TestDatabase.create();

    private final Projector projector = new Projector(new RecordingCatalogProjection(Projector.rows(database)));
    private final UnsettledSessionsAnswer unsettled = new UnsettledSessionsAnswer(Projector.sql(database));
    private final StoredSegmentsAnswer stored = new StoredSegmentsAnswer(Projector.sql(database));
    private final SegmentId segment = SegmentId.create();

    @Test
    void aSessionIsUnsettledWhileItRunsOrASegmentIsOpen() {
        SessionStory story = new SessionStory(TeamId.create()).started();
        projector.feed(story.told());
        Unsettled running = onlyUnsettled();
        assertThat(running.ended()).isFalse();
        assertThat(running.startedAt()).isEqualTo(NOON);

        projector.feed(story.segmentOpened(segment, view(1)).last());
        projector.feed(story.ended().last());
        assertThat(onlyUnsettled().ended()).isTrue();
        assertThat(unsettled
                        .handle(new UnsettledSessions(running.session(), 10))
                        .sessions())
                .isEmpty();

        projector.feed(story.segmentClosed(segment, view(1)).last());
        assertThat(unsettled.handle(new UnsettledSessions(null, 10)).sessions()).isEmpty();
    }

    @Test
    void aSegmentIsStoredUntilItIsDeleted() {
        SessionStory story = new SessionStory(TeamId.create()).started().segmentClosed(segment, view(1));
        projector.feed(story.told());
        assertThat(onlyStored().expected()).isEqualTo(Expected.THERE);
        assertThat(stored.handle(new StoredSegments("a/b/c.mp4", 10)).segments())
                .isEmpty();

        projector.feed(story.segmentMissing(segment).last());
        assertThat(onlyStored().expected()).isEqualTo(Expected.MISSING);

        projector.feed(story.deletionDecided(segment, 90).last());
        assertThat(onlyStored().expected()).isEqualTo(Expected.LEAVING);

        projector.feed(story.expired(segment, 90).last());
        assertThat(stored.handle(new StoredSegments(null, 10)).segments()).isEmpty();
    }

    private Unsettled onlyUnsettled() {
        assertThat(unsettled.handle(new UnsettledSessions(null, 10)).sessions()).hasSize(1);
        return unsettled.handle(new UnsettledSessions(null, 10)).sessions().getFirst();
    }

    private StoredSegments.Stored onlyStored() {
        assertThat(stored.handle(new StoredSegments(null, 10)).segments()).hasSize(1);
        return stored.handle(new StoredSegments(null, 10)).segments().getFirst();
    }
}
