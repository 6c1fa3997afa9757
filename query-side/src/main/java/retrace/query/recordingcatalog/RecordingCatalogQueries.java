package retrace.query.recordingcatalog;

import static retrace.query.recordingcatalog.schema.Tables.SEGMENT;
import static retrace.query.recordingcatalog.schema.Tables.SESSION;

import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import retrace.kernel.id.SessionId;
import retrace.kernel.id.TeamId;
import retrace.kernel.recording.CloseReason;
import retrace.query.readmodel.Progress;
import retrace.query.recordingcatalog.schema.tables.records.SegmentRecord;

/** Asks {@code recording-catalog}. Every answer is about one team alone. */
public final class RecordingCatalogQueries {

    /** A session lasts 24 hours at most; more segments than this would be one in nine seconds. */
    static final int SEGMENTS_MAX = 10_000;

    private final DSLContext sql;
    private final Progress progress;

    public RecordingCatalogQueries(DSLContext sql, Progress progress) {
        this.sql = sql;
        this.progress = progress;
    }

    /** @return empty where the team has no such session */
    public Optional<SessionRecordings> recordings(TeamId team, SessionId session) {
        return sql.selectFrom(SESSION)
                .where(SESSION.SESSION_.eq(session.value()).and(SESSION.TEAM.eq(team.value())))
                .fetchOptional()
                .map(row -> {
                    List<SessionRecordings.Segment> segments = segments(session);
                    return new SessionRecordings(
                            progress.behind(RecordingCatalogProjection.READ_MODEL),
                            session.value(),
                            SessionRecordings.stateOf(row.getRecorded(), row.getEnded(), segments),
                            segments);
                });
    }

    private List<SessionRecordings.Segment> segments(SessionId session) {
        return sql.selectFrom(SEGMENT)
                .where(SEGMENT.SESSION.eq(session.value()))
                .orderBy(SEGMENT.MONITOR, SEGMENT.OPENED_AT, SEGMENT.SEGMENT_)
                .limit(SEGMENTS_MAX)
                .fetch(RecordingCatalogQueries::toSegment);
    }

    private static SessionRecordings.Segment toSegment(SegmentRecord row) {
        return new SessionRecordings.Segment(
                row.getSegment(),
                row.getMonitor(),
                row.getMonitorName(),
                row.getOpenedAt(),
                row.getFirstFrameAt(),
                row.getLastFrameAt(),
                row.getEndedAt(),
                row.getSizeBytes(),
                row.getWidth(),
                row.getHeight(),
                row.getFrameRate(),
                row.getFrames(),
                row.getCloseReason() == null ? null : CloseReason.valueOf(row.getCloseReason()),
                SegmentState.valueOf(row.getState()),
                row.getSha256(),
                row.getObjectName(),
                row.getFailure());
    }
}
