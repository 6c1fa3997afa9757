package retrace.query.recordingcatalog;

import static retrace.query.recordingcatalog.schema.Tables.SEGMENT;
import static retrace.query.recordingcatalog.schema.Tables.SESSION;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.jooq.DSLContext;
import retrace.kernel.id.SessionId;
import retrace.kernel.id.TeamId;
import retrace.kernel.recording.ClosedSegment;
import retrace.kernel.recording.StoredObject;
import retrace.kernel.recording.View;
import retrace.kernel.session.SessionEvent.SegmentClosed;
import retrace.kernel.session.SessionEvent.SegmentFailed;
import retrace.kernel.session.SessionEvent.SegmentOpened;
import retrace.kernel.session.SessionEvent.SessionEnded;
import retrace.kernel.session.SessionEvent.SessionRefused;
import retrace.kernel.session.SessionEvent.SessionStarted;
import retrace.query.readmodel.ReadModel;

/** Builds {@code recording-catalog}. A segment may be closed after its session has ended. */
@ProcessingGroup(RecordingCatalogProjection.NAME)
public final class RecordingCatalogProjection {

    static final String NAME = "recording-catalog";

    public static final ReadModel READ_MODEL = new ReadModel(NAME, "recording_catalog");

    private final DSLContext sql;

    public RecordingCatalogProjection(DSLContext sql) {
        this.sql = sql;
    }

    @EventHandler
    void on(SessionStarted event) {
        insertSession(event.session(), event.team(), event.recorded(), false);
    }

    @EventHandler
    void on(SessionRefused event) {
        insertSession(event.session(), event.team(), false, true);
    }

    private void insertSession(SessionId session, TeamId team, boolean recorded, boolean ended) {
        sql.insertInto(SESSION)
                .set(SESSION.SESSION_, session.value())
                .set(SESSION.TEAM, team.value())
                .set(SESSION.RECORDED, recorded)
                .set(SESSION.ENDED, ended)
                .onConflictDoNothing()
                .execute();
    }

    @EventHandler
    void on(SegmentOpened event, @SequenceNumber long sequence) {
        View view = event.view();
        sql.insertInto(SEGMENT)
                .set(SEGMENT.SEGMENT_, event.segment().value())
                .set(SEGMENT.SEQUENCE, sequence)
                .set(SEGMENT.SESSION, event.session().value())
                .set(SEGMENT.TEAM, event.team().value())
                .set(SEGMENT.STATE, SegmentState.RECORDING.name())
                .set(SEGMENT.MONITOR, view.monitor())
                .set(SEGMENT.MONITOR_NAME, view.monitorName())
                .set(SEGMENT.FRAME_RATE, view.frameRate().perSecond())
                .set(SEGMENT.WIDTH, view.width())
                .set(SEGMENT.HEIGHT, view.height())
                .set(SEGMENT.OPENED_AT, event.at())
                .onConflictDoNothing()
                .execute();
    }

    @EventHandler
    void on(SegmentClosed event, @SequenceNumber long sequence) {
        ClosedSegment segment = event.segment();
        StoredObject object = segment.object();
        sql.update(SEGMENT)
                .set(SEGMENT.SEQUENCE, sequence)
                .set(SEGMENT.STATE, SegmentState.READY.name())
                .set(SEGMENT.FIRST_FRAME_AT, segment.firstFrameAt())
                .set(SEGMENT.LAST_FRAME_AT, segment.lastFrameAt())
                .set(SEGMENT.ENDED_AT, segment.endedAt())
                .set(SEGMENT.FRAMES, segment.frames())
                .set(SEGMENT.CLOSE_REASON, segment.reason().name())
                .set(SEGMENT.OBJECT_NAME, object.name())
                .set(SEGMENT.GENERATION, object.generation())
                .set(SEGMENT.SIZE_BYTES, object.sizeBytes())
                .set(SEGMENT.CRC32C, object.crc32c())
                .set(SEGMENT.SHA256, object.sha256())
                .set(SEGMENT.PREVIOUS_SHA256, segment.previousSha256())
                .where(SEGMENT.SEGMENT_.eq(segment.segment().value()).and(SEGMENT.SEQUENCE.lt(sequence)))
                .execute();
    }

    @EventHandler
    void on(SegmentFailed event, @SequenceNumber long sequence) {
        sql.update(SEGMENT)
                .set(SEGMENT.SEQUENCE, sequence)
                .set(SEGMENT.STATE, SegmentState.FAILED.name())
                .set(SEGMENT.FAILURE, event.why())
                .where(SEGMENT.SEGMENT_.eq(event.segment().value()).and(SEGMENT.SEQUENCE.lt(sequence)))
                .execute();
    }

    @EventHandler
    void on(SessionEnded event) {
        sql.update(SESSION)
                .set(SESSION.ENDED, true)
                .where(SESSION.SESSION_.eq(event.session().value()))
                .execute();
    }
}
