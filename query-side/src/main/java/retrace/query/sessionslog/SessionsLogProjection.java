package retrace.query.sessionslog;

import static retrace.query.sessionslog.schema.Tables.SEGMENT;
import static retrace.query.sessionslog.schema.Tables.SESSION;

import java.util.function.Consumer;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.jooq.TableField;
import org.jspecify.annotations.Nullable;
import retrace.kernel.id.SegmentId;
import retrace.kernel.id.SessionId;
import retrace.kernel.recording.Coverage;
import retrace.kernel.recording.Gap;
import retrace.kernel.session.SessionEvent.CoverageAssessed;
import retrace.kernel.session.SessionEvent.HoldPlaced;
import retrace.kernel.session.SessionEvent.HoldReleased;
import retrace.kernel.session.SessionEvent.SegmentClosed;
import retrace.kernel.session.SessionEvent.SegmentDeletionDecided;
import retrace.kernel.session.SessionEvent.SegmentFailed;
import retrace.kernel.session.SessionEvent.SegmentMissing;
import retrace.kernel.session.SessionEvent.SegmentOpened;
import retrace.kernel.session.SessionEvent.SegmentQuarantined;
import retrace.kernel.session.SessionEvent.SessionEnded;
import retrace.kernel.session.SessionEvent.SessionRefused;
import retrace.kernel.session.SessionEvent.SessionStarted;
import retrace.query.readmodel.PartitionKey;
import retrace.query.readmodel.Projected;
import retrace.query.readmodel.ReadModel;
import retrace.query.readmodel.Rows;
import retrace.query.sessionslog.schema.SessionsLog;
import retrace.query.sessionslog.schema.tables.records.SegmentRecord;
import retrace.query.sessionslog.schema.tables.records.SessionRecord;

/**
 * Builds {@code sessions-log}. A row remembers the last event of its session that is in it, so that an event that comes
 * again changes nothing.
 */
@ProcessingGroup(SessionsLogProjection.NAME)
public final class SessionsLogProjection {

    static final String NAME = "sessions-log";

    public static final ReadModel READ_MODEL = new ReadModel(NAME, "sessions_log");

    public static final Projected PROJECTED = Projected.of(
            READ_MODEL,
            SessionsLog.SESSIONS_LOG,
            SessionsLogProjection.class,
            SessionsLogProjection::new,
            PartitionKey.AGGREGATE);

    private final Rows rows;

    public SessionsLogProjection(Rows rows) {
        this.rows = rows;
    }

    @EventHandler
    void on(SessionStarted event, @SequenceNumber long sequence) {
        SessionRecord row = rows.begin(new SessionRecord());
        row.setSession(event.session().value());
        row.setSequence(sequence);
        row.setTeam(event.team().value());
        row.setEndpoint(event.endpoint().value());
        row.setEndpointName(event.endpointName());
        row.setEndpointPlatform(event.endpointPlatform().name());
        row.setAccessKind(event.accessKind().name());
        row.setTechnician(event.technician().account().value());
        row.setTechnicianName(event.technician().name());
        row.setViewer(event.viewer().name());
        row.setStartedAt(event.at());
        row.setRecorded(event.recorded());
        addWithoutSegments(row);
    }

    @EventHandler
    void on(SessionRefused event, @SequenceNumber long sequence) {
        SessionRecord row = rows.begin(new SessionRecord());
        row.setSession(event.session().value());
        row.setSequence(sequence);
        row.setTeam(event.team().value());
        row.setEndpoint(event.endpoint().value());
        row.setEndpointName(event.endpointName());
        row.setEndpointPlatform(
                event.endpointPlatform() == null
                        ? null
                        : event.endpointPlatform().name());
        row.setAccessKind(event.accessKind() == null ? null : event.accessKind().name());
        row.setTechnician(event.technician().account().value());
        row.setTechnicianName(event.technician().name());
        row.setViewer(event.viewer().name());
        row.setStartedAt(event.at());
        row.setEndedAt(event.at());
        row.setRefusalCode(event.code());
        row.setRefusalMessage(event.message());
        row.setRecorded(false);
        addWithoutSegments(row);
    }

    private void addWithoutSegments(SessionRecord row) {
        row.setSegmentsOpen(0);
        row.setSegmentsReady(0);
        row.setSegmentsFailed(0);
        row.setSegmentsExpired(0);
        row.setHolds(0);
        rows.add(row);
    }

    @EventHandler
    void on(SegmentOpened event, @SequenceNumber long sequence) {
        segment(event.session(), sequence, event.segment(), SegmentState.OPEN);
    }

    @EventHandler
    void on(SegmentClosed event, @SequenceNumber long sequence) {
        segment(event.session(), sequence, event.segment().segment(), SegmentState.READY);
    }

    @EventHandler
    void on(SegmentFailed event, @SequenceNumber long sequence) {
        segment(event.session(), sequence, event.segment(), SegmentState.FAILED);
    }

    @EventHandler
    void on(SegmentQuarantined event, @SequenceNumber long sequence) {
        segment(event.session(), sequence, event.segment(), SegmentState.FAILED);
    }

    @EventHandler
    void on(SegmentMissing event, @SequenceNumber long sequence) {
        segment(event.session(), sequence, event.segment(), SegmentState.FAILED);
    }

    /** From here on it cannot be played, whether or not its object is gone yet. */
    @EventHandler
    void on(SegmentDeletionDecided event, @SequenceNumber long sequence) {
        segment(event.session(), sequence, event.segment(), SegmentState.EXPIRED);
    }

    @EventHandler
    void on(HoldPlaced event, @SequenceNumber long sequence) {
        change(event.session(), sequence, row -> row.setHolds(row.getHolds() + 1));
    }

    @EventHandler
    void on(HoldReleased event, @SequenceNumber long sequence) {
        change(event.session(), sequence, row -> row.setHolds(row.getHolds() - 1));
    }

    @EventHandler
    void on(SessionEnded event, @SequenceNumber long sequence) {
        change(event.session(), sequence, row -> {
            row.setEndedAt(event.at());
            row.setEndReason(event.reason().name());
            row.setEndDetail(event.detail());
        });
    }

    @EventHandler
    void on(CoverageAssessed event, @SequenceNumber long sequence) {
        Coverage coverage = event.coverage();
        @Nullable Gap first = coverage.gaps().isEmpty() ? null : coverage.gaps().getFirst();
        change(event.session(), sequence, row -> {
            row.setShownMillis(coverage.shownMillis());
            row.setRecordedMillis(coverage.recordedMillis());
            row.setGaps(coverage.gaps().size());
            row.setFirstGapFrom(first == null ? null : first.from());
            row.setFirstGapTo(first == null ? null : first.to());
            row.setFirstGapReason(first == null ? null : first.reason().name());
        });
    }

    private enum SegmentState {
        OPEN,
        READY,
        FAILED,
        EXPIRED
    }

    /** Where those in the state are counted. */
    private static TableField<SessionRecord, Integer> countOf(SegmentState state) {
        return switch (state) {
            case OPEN -> SESSION.SEGMENTS_OPEN;
            case READY -> SESSION.SEGMENTS_READY;
            case FAILED -> SESSION.SEGMENTS_FAILED;
            case EXPIRED -> SESSION.SEGMENTS_EXPIRED;
        };
    }

    /** Counts it in its new state and no more in the one before; a segment that failed may have been recovered. */
    private void segment(SessionId session, long sequence, SegmentId segment, SegmentState state) {
        SegmentRecord known = rows.find(SEGMENT, segment.value());
        @Nullable SegmentState before = known == null ? null : SegmentState.valueOf(known.getState());
        if (before == state) {
            return;
        }
        boolean news = change(session, sequence, row -> {
            count(row, state, 1);
            if (before != null) {
                count(row, before, -1);
            }
        });
        if (!news) {
            return;
        }
        if (known == null) {
            SegmentRecord first = rows.begin(new SegmentRecord());
            first.setSegment(segment.value());
            first.setSession(session.value());
            first.setState(state.name());
            rows.add(first);
        } else {
            known.setState(state.name());
            rows.change(known);
        }
    }

    private static void count(SessionRecord row, SegmentState state, int more) {
        TableField<SessionRecord, Integer> count = countOf(state);
        row.set(count, row.get(count) + more);
    }

    /** @return whether the event was not in yet */
    private boolean change(SessionId session, long sequence, Consumer<SessionRecord> change) {
        SessionRecord row = rows.find(SESSION, session.value());
        if (row == null || row.getSequence() >= sequence) {
            return false;
        }
        change.accept(row);
        row.setSequence(sequence);
        rows.change(row);
        return true;
    }
}
