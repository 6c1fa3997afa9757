package retrace.query.recordingcatalog;

import static retrace.query.recordingcatalog.schema.Tables.GAP;
import static retrace.query.recordingcatalog.schema.Tables.HOLD;
import static retrace.query.recordingcatalog.schema.Tables.SEGMENT;
import static retrace.query.recordingcatalog.schema.Tables.SESSION;
import static retrace.query.recordingcatalog.schema.Tables.TEAM;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.jooq.Condition;
import org.jooq.DSLContext;
import retrace.kernel.id.SegmentId;
import retrace.kernel.id.SessionId;
import retrace.kernel.id.TeamId;
import retrace.kernel.recording.ClosedSegment;
import retrace.kernel.recording.Coverage;
import retrace.kernel.recording.Gap;
import retrace.kernel.recording.StoredObject;
import retrace.kernel.recording.View;
import retrace.kernel.session.SessionEvent;
import retrace.kernel.session.SessionEvent.CoverageAssessed;
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
import retrace.kernel.session.SessionEvent.SessionRefused;
import retrace.kernel.session.SessionEvent.SessionStarted;
import retrace.kernel.team.Setting;
import retrace.kernel.team.TeamEvent.SettingChanged;
import retrace.query.readmodel.ReadModel;
import retrace.query.recordingcatalog.schema.tables.records.GapRecord;
import retrace.query.recordingcatalog.schema.tables.records.TeamRecord;

/** Builds {@code recording-catalog}. A segment may be closed after its session has ended. */
@ProcessingGroup(RecordingCatalogProjection.NAME)
public final class RecordingCatalogProjection {

    static final String NAME = "recording-catalog";

    public static final ReadModel READ_MODEL = new ReadModel(NAME, "recording_catalog");

    /** Below the number of any event. */
    private static final long BEFORE_ALL = -1;

    private final DSLContext sql;

    public RecordingCatalogProjection(DSLContext sql) {
        this.sql = sql;
    }

    @EventHandler
    void on(SessionStarted event) {
        insertSession(event.session(), event.team(), event.recorded(), false, event.at());
    }

    @EventHandler
    void on(SessionRefused event) {
        insertSession(event.session(), event.team(), false, true, event.at());
    }

    private void insertSession(SessionId session, TeamId team, boolean recorded, boolean ended, Instant startedAt) {
        sql.insertInto(SESSION)
                .set(SESSION.SESSION_, session.value())
                .set(SESSION.TEAM, team.value())
                .set(SESSION.RECORDED, recorded)
                .set(SESSION.ENDED, ended)
                .set(SESSION.STARTED_AT, startedAt)
                .onConflictDoNothing()
                .execute();
    }

    @EventHandler
    void on(SegmentOpened event, @SequenceNumber long sequence) {
        insertSegment(sequence, event, event.segment(), event.view(), event.at());
    }

    private void insertSegment(long sequence, SessionEvent event, SegmentId segment, View view, Instant openedAt) {
        sql.insertInto(SEGMENT)
                .set(SEGMENT.SEGMENT_, segment.value())
                .set(SEGMENT.SEQUENCE, sequence)
                .set(SEGMENT.SESSION, event.session().value())
                .set(SEGMENT.TEAM, event.team().value())
                .set(SEGMENT.STATE, SegmentState.RECORDING.name())
                .set(SEGMENT.MONITOR, view.monitor())
                .set(SEGMENT.MONITOR_NAME, view.monitorName())
                .set(SEGMENT.FRAME_RATE, view.frameRate().perSecond())
                .set(SEGMENT.WIDTH, view.width())
                .set(SEGMENT.HEIGHT, view.height())
                .set(SEGMENT.OPENED_AT, openedAt)
                .onConflictDoNothing()
                .execute();
    }

    /** The row may be missing: a relay that died may not have told that it had begun. */
    @EventHandler
    void on(SegmentClosed event, @SequenceNumber long sequence) {
        ClosedSegment segment = event.segment();
        StoredObject object = segment.object();
        insertSegment(BEFORE_ALL, event, segment.segment(), segment.view(), segment.firstFrameAt());
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
                .setNull(SEGMENT.FAILURE)
                .where(isNews(segment.segment(), sequence))
                .execute();
    }

    @EventHandler
    void on(SegmentFailed event, @SequenceNumber long sequence) {
        lost(event.segment(), sequence, SegmentState.FAILED, event.why());
    }

    @EventHandler
    void on(SegmentQuarantined event, @SequenceNumber long sequence) {
        lost(event.segment(), sequence, SegmentState.QUARANTINED, event.why());
    }

    @EventHandler
    void on(SegmentMissing event, @SequenceNumber long sequence) {
        lost(event.segment(), sequence, SegmentState.MISSING, event.why());
    }

    private void lost(SegmentId segment, long sequence, SegmentState state, String why) {
        sql.update(SEGMENT)
                .set(SEGMENT.SEQUENCE, sequence)
                .set(SEGMENT.STATE, state.name())
                .set(SEGMENT.FAILURE, why)
                .where(isNews(segment, sequence))
                .execute();
    }

    /** The last one holds, with all its gaps. */
    @EventHandler
    void on(CoverageAssessed event, @SequenceNumber long sequence) {
        Coverage coverage = event.coverage();
        String session = event.session().value();
        int news = sql.update(SESSION)
                .set(SESSION.SHOWN_MILLIS, coverage.shownMillis())
                .set(SESSION.RECORDED_MILLIS, coverage.recordedMillis())
                .set(SESSION.COVERAGE_SEQUENCE, sequence)
                .where(SESSION.SESSION_
                        .eq(session)
                        .and(SESSION.COVERAGE_SEQUENCE.isNull().or(SESSION.COVERAGE_SEQUENCE.lt(sequence))))
                .execute();
        if (news > 0) {
            sql.deleteFrom(GAP).where(GAP.SESSION.eq(session)).execute();
            List<GapRecord> rows = new ArrayList<>();
            for (Gap gap : coverage.gaps()) {
                rows.add(new GapRecord(
                        session,
                        rows.size() + 1,
                        gap.from(),
                        gap.to(),
                        gap.reason().name()));
            }
            sql.batchInsert(rows).execute();
        }
    }

    @EventHandler
    void on(SegmentDeletionDecided event, @SequenceNumber long sequence) {
        sql.update(SEGMENT)
                .set(SEGMENT.SEQUENCE, sequence)
                .set(SEGMENT.STATE, SegmentState.EXPIRED.name())
                .set(SEGMENT.DECIDED_AT, event.at())
                .set(SEGMENT.DAYS_KEPT, event.daysKept())
                .where(isNews(event.segment(), sequence))
                .execute();
    }

    @EventHandler
    void on(SegmentDeletionFailed event, @SequenceNumber long sequence) {
        sql.update(SEGMENT)
                .set(SEGMENT.SEQUENCE, sequence)
                .set(SEGMENT.DELETION_FAILURE, event.why())
                .set(SEGMENT.DELETION_FAILED_AT, event.at())
                .where(isNews(event.segment(), sequence))
                .execute();
    }

    @EventHandler
    void on(SegmentExpired event, @SequenceNumber long sequence) {
        sql.update(SEGMENT)
                .set(SEGMENT.SEQUENCE, sequence)
                .set(SEGMENT.DELETED_AT, event.at())
                .setNull(SEGMENT.DELETION_FAILURE)
                .setNull(SEGMENT.DELETION_FAILED_AT)
                .where(isNews(event.segment(), sequence))
                .execute();
    }

    private static Condition isNews(SegmentId segment, long sequence) {
        return SEGMENT.SEGMENT_.eq(segment.value()).and(SEGMENT.SEQUENCE.lt(sequence));
    }

    @EventHandler
    void on(HoldPlaced event) {
        sql.insertInto(HOLD)
                .set(HOLD.HOLD_, event.hold().value())
                .set(HOLD.SESSION, event.session().value())
                .set(HOLD.CASE_NAME, event.caseName())
                .set(HOLD.REASON, event.reason())
                .set(HOLD.PLACED_AT, event.at())
                .set(HOLD.PLACED_BY, event.by().account().value())
                .set(HOLD.PLACED_BY_NAME, event.by().name())
                .onConflictDoNothing()
                .execute();
    }

    /** A hold is released once, so the same event again writes the same. */
    @EventHandler
    void on(HoldReleased event) {
        sql.update(HOLD)
                .set(HOLD.RELEASED_AT, event.at())
                .set(HOLD.RELEASED_BY, event.by().account().value())
                .set(HOLD.RELEASED_BY_NAME, event.by().name())
                .set(HOLD.RELEASE_REASON, event.reason())
                .where(HOLD.HOLD_.eq(event.hold().value()))
                .execute();
    }

    @EventHandler
    void on(SettingChanged event, @SequenceNumber long sequence) {
        if (event.setting() == Setting.DAYS_KEPT && event.after() != null) {
            TeamRecord row = sql.newRecord(TEAM);
            row.setTeam(event.team().value());
            row.setSequence(sequence);
            row.setDaysKept(Integer.parseInt(event.after()));
            row.setSetAt(event.at());
            row.setSetByName(event.by().name());
            sql.insertInto(TEAM)
                    .set(row)
                    .onConflict(TEAM.TEAM_)
                    .doUpdate()
                    .setAllToExcluded()
                    .where(TEAM.SEQUENCE.lt(sequence))
                    .execute();
        }
    }

    @EventHandler
    void on(SessionEnded event) {
        sql.update(SESSION)
                .set(SESSION.ENDED, true)
                .where(SESSION.SESSION_.eq(event.session().value()))
                .execute();
    }
}
