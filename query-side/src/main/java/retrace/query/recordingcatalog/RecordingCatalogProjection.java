package retrace.query.recordingcatalog;

import static retrace.query.recordingcatalog.schema.Tables.GAP;
import static retrace.query.recordingcatalog.schema.Tables.HOLD;
import static retrace.query.recordingcatalog.schema.Tables.SEGMENT;
import static retrace.query.recordingcatalog.schema.Tables.SESSION;
import static retrace.query.recordingcatalog.schema.Tables.TEAM;

import java.time.Instant;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.jspecify.annotations.Nullable;
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
import retrace.query.readmodel.PartitionKey;
import retrace.query.readmodel.Projected;
import retrace.query.readmodel.ReadModel;
import retrace.query.readmodel.Rows;
import retrace.query.recordingcatalog.schema.RecordingCatalog;
import retrace.query.recordingcatalog.schema.tables.records.GapRecord;
import retrace.query.recordingcatalog.schema.tables.records.HoldRecord;
import retrace.query.recordingcatalog.schema.tables.records.SegmentRecord;
import retrace.query.recordingcatalog.schema.tables.records.SessionRecord;
import retrace.query.recordingcatalog.schema.tables.records.TeamRecord;

/** Builds {@code recording-catalog}. A segment may be closed after its session has ended. */
@ProcessingGroup(RecordingCatalogProjection.NAME)
public final class RecordingCatalogProjection {

    static final String NAME = "recording-catalog";

    public static final ReadModel READ_MODEL = new ReadModel(NAME, "recording_catalog");

    public static final Projected PROJECTED = Projected.of(
            READ_MODEL,
            RecordingCatalog.RECORDING_CATALOG,
            RecordingCatalogProjection.class,
            RecordingCatalogProjection::new,
            PartitionKey.AGGREGATE);

    /** Below the number of any event. */
    private static final long BEFORE_ALL = -1;

    private final Rows rows;

    public RecordingCatalogProjection(Rows rows) {
        this.rows = rows;
    }

    @EventHandler
    void on(SessionStarted event) {
        addSession(event.session(), event.team(), event.recorded(), false, event.at());
    }

    @EventHandler
    void on(SessionRefused event) {
        addSession(event.session(), event.team(), false, true, event.at());
    }

    private void addSession(SessionId session, TeamId team, boolean recorded, boolean ended, Instant startedAt) {
        SessionRecord row = rows.begin(new SessionRecord());
        row.setSession(session.value());
        row.setTeam(team.value());
        row.setRecorded(recorded);
        row.setEnded(ended);
        row.setStartedAt(startedAt);
        rows.add(row);
    }

    @EventHandler
    void on(SegmentOpened event, @SequenceNumber long sequence) {
        rows.add(rowOf(sequence, event, event.segment(), event.view(), event.at()));
    }

    private SegmentRecord rowOf(long sequence, SessionEvent event, SegmentId segment, View view, Instant openedAt) {
        SegmentRecord row = rows.begin(new SegmentRecord());
        row.setSegment(segment.value());
        row.setSequence(sequence);
        row.setSession(event.session().value());
        row.setTeam(event.team().value());
        row.setState(SegmentState.RECORDING.name());
        row.setMonitor(view.monitor());
        row.setMonitorName(view.monitorName());
        row.setFrameRate(view.frameRate().perSecond());
        row.setWidth(view.width());
        row.setHeight(view.height());
        row.setOpenedAt(openedAt);
        return row;
    }

    /** The row may be missing: a relay that died may not have told that it had begun. */
    @EventHandler
    void on(SegmentClosed event, @SequenceNumber long sequence) {
        ClosedSegment segment = event.segment();
        rows.add(rowOf(BEFORE_ALL, event, segment.segment(), segment.view(), segment.firstFrameAt()));
        SegmentRecord row = findBefore(segment.segment(), sequence);
        if (row != null) {
            StoredObject object = segment.object();
            row.setSequence(sequence);
            row.setState(SegmentState.READY.name());
            row.setFirstFrameAt(segment.firstFrameAt());
            row.setLastFrameAt(segment.lastFrameAt());
            row.setEndedAt(segment.endedAt());
            row.setFrames(segment.frames());
            row.setCloseReason(segment.reason().name());
            row.setObjectName(object.name());
            row.setGeneration(object.generation());
            row.setSizeBytes(object.sizeBytes());
            row.setCrc32c(object.crc32c());
            row.setSha256(object.sha256());
            row.setPreviousSha256(segment.previousSha256());
            row.setFailure(null);
            rows.change(row);
        }
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
        SegmentRecord row = findBefore(segment, sequence);
        if (row != null) {
            row.setSequence(sequence);
            row.setState(state.name());
            row.setFailure(why);
            rows.change(row);
        }
    }

    /** The last one holds, with all its gaps. */
    @EventHandler
    void on(CoverageAssessed event, @SequenceNumber long sequence) {
        Coverage coverage = event.coverage();
        String session = event.session().value();
        SessionRecord row = rows.find(SESSION, session);
        if (row != null && (row.getCoverageSequence() == null || row.getCoverageSequence() < sequence)) {
            row.setShownMillis(coverage.shownMillis());
            row.setRecordedMillis(coverage.recordedMillis());
            row.setCoverageSequence(sequence);
            rows.change(row);
            rows.findAll(GAP.SESSION, session).forEach(rows::delete);
            int number = 1;
            for (Gap gap : coverage.gaps()) {
                rows.add(new GapRecord(
                        session, number++, gap.from(), gap.to(), gap.reason().name()));
            }
        }
    }

    @EventHandler
    void on(SegmentDeletionDecided event, @SequenceNumber long sequence) {
        SegmentRecord row = findBefore(event.segment(), sequence);
        if (row != null) {
            row.setSequence(sequence);
            row.setState(SegmentState.EXPIRED.name());
            row.setDecidedAt(event.at());
            row.setDaysKept(event.daysKept());
            rows.change(row);
        }
    }

    @EventHandler
    void on(SegmentDeletionFailed event, @SequenceNumber long sequence) {
        SegmentRecord row = findBefore(event.segment(), sequence);
        if (row != null) {
            row.setSequence(sequence);
            row.setDeletionFailure(event.why());
            row.setDeletionFailedAt(event.at());
            rows.change(row);
        }
    }

    @EventHandler
    void on(SegmentExpired event, @SequenceNumber long sequence) {
        SegmentRecord row = findBefore(event.segment(), sequence);
        if (row != null) {
            row.setSequence(sequence);
            row.setDeletedAt(event.at());
            row.setDeletionFailure(null);
            row.setDeletionFailedAt(null);
            rows.change(row);
        }
    }

    /** The row, unless the event is in it already. */
    private @Nullable SegmentRecord findBefore(SegmentId segment, long sequence) {
        SegmentRecord row = rows.find(SEGMENT, segment.value());
        return row == null || row.getSequence() >= sequence ? null : row;
    }

    @EventHandler
    void on(HoldPlaced event) {
        HoldRecord row = rows.begin(new HoldRecord());
        row.setHold(event.hold().value());
        row.setSession(event.session().value());
        row.setCaseName(event.caseName());
        row.setReason(event.reason());
        row.setPlacedAt(event.at());
        row.setPlacedBy(event.by().account().value());
        row.setPlacedByName(event.by().name());
        rows.add(row);
    }

    /** A hold is released once, so the same event again writes the same. */
    @EventHandler
    void on(HoldReleased event) {
        HoldRecord row = rows.find(HOLD, event.hold().value());
        if (row != null) {
            row.setReleasedAt(event.at());
            row.setReleasedBy(event.by().account().value());
            row.setReleasedByName(event.by().name());
            row.setReleaseReason(event.reason());
            rows.change(row);
        }
    }

    @EventHandler
    void on(SettingChanged event, @SequenceNumber long sequence) {
        if (event.setting() == Setting.DAYS_KEPT && event.after() != null) {
            TeamRecord first = rows.begin(new TeamRecord());
            first.setTeam(event.team().value());
            set(first, sequence, event, event.after());
            TeamRecord known =
                    rows.add(first) ? null : rows.find(TEAM, event.team().value());
            if (known != null && known.getSequence() < sequence) {
                set(known, sequence, event, event.after());
                rows.change(known);
            }
        }
    }

    private static void set(TeamRecord row, long sequence, SettingChanged event, String days) {
        row.setSequence(sequence);
        row.setDaysKept(Integer.parseInt(days));
        row.setSetAt(event.at());
        row.setSetByName(event.by().name());
    }

    @EventHandler
    void on(SessionEnded event) {
        SessionRecord row = rows.find(SESSION, event.session().value());
        if (row != null) {
            row.setEnded(true);
            rows.change(row);
        }
    }
}
