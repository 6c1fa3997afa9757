package retrace.query.sessionslog;

import static retrace.query.sessionslog.schema.Tables.SEGMENT;
import static retrace.query.sessionslog.schema.Tables.SESSION;

import java.util.Optional;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.UpdateSetFirstStep;
import org.jooq.UpdateSetMoreStep;
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
import retrace.query.readmodel.ReadModel;
import retrace.query.sessionslog.schema.tables.records.SessionRecord;

/**
 * Builds {@code sessions-log}. A row remembers the last event of its session that is in it, so that an event that comes
 * again changes nothing.
 */
@ProcessingGroup(SessionsLogProjection.NAME)
public final class SessionsLogProjection {

    static final String NAME = "sessions-log";

    public static final ReadModel READ_MODEL = new ReadModel(NAME, "sessions_log");

    private final DSLContext sql;

    public SessionsLogProjection(DSLContext sql) {
        this.sql = sql;
    }

    @EventHandler
    void on(SessionStarted event, @SequenceNumber long sequence) {
        sql.insertInto(SESSION)
                .set(SESSION.SESSION_, event.session().value())
                .set(SESSION.SEQUENCE, sequence)
                .set(SESSION.TEAM, event.team().value())
                .set(SESSION.ENDPOINT, event.endpoint().value())
                .set(SESSION.ENDPOINT_NAME, event.endpointName())
                .set(SESSION.ENDPOINT_PLATFORM, event.endpointPlatform().name())
                .set(SESSION.ACCESS_KIND, event.accessKind().name())
                .set(SESSION.TECHNICIAN, event.technician().account().value())
                .set(SESSION.TECHNICIAN_NAME, event.technician().name())
                .set(SESSION.VIEWER, event.viewer().name())
                .set(SESSION.STARTED_AT, event.at())
                .set(SESSION.RECORDED, event.recorded())
                .onConflictDoNothing()
                .execute();
    }

    @EventHandler
    void on(SessionRefused event, @SequenceNumber long sequence) {
        SessionRecord row = sql.newRecord(SESSION);
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
        sql.insertInto(SESSION).set(row).onConflictDoNothing().execute();
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
        update(event.session(), sequence, change -> change.set(SESSION.HOLDS, SESSION.HOLDS.plus(1)));
    }

    @EventHandler
    void on(HoldReleased event, @SequenceNumber long sequence) {
        update(event.session(), sequence, change -> change.set(SESSION.HOLDS, SESSION.HOLDS.minus(1)));
    }

    @EventHandler
    void on(SessionEnded event, @SequenceNumber long sequence) {
        update(
                event.session(),
                sequence,
                change -> change.set(SESSION.ENDED_AT, event.at())
                        .set(SESSION.END_REASON, event.reason().name())
                        .set(SESSION.END_DETAIL, event.detail()));
    }

    @EventHandler
    void on(CoverageAssessed event, @SequenceNumber long sequence) {
        Coverage coverage = event.coverage();
        @Nullable Gap first = coverage.gaps().isEmpty() ? null : coverage.gaps().getFirst();
        update(
                event.session(),
                sequence,
                change -> change.set(SESSION.SHOWN_MILLIS, coverage.shownMillis())
                        .set(SESSION.RECORDED_MILLIS, coverage.recordedMillis())
                        .set(SESSION.GAPS, coverage.gaps().size())
                        .set(SESSION.FIRST_GAP_FROM, first == null ? null : first.from())
                        .set(SESSION.FIRST_GAP_TO, first == null ? null : first.to())
                        .set(
                                SESSION.FIRST_GAP_REASON,
                                first == null ? null : first.reason().name()));
    }

    private enum SegmentState {
        OPEN,
        READY,
        FAILED,
        EXPIRED
    }

    /** Where those in the state are counted. */
    private static Field<Integer> countOf(SegmentState state) {
        return switch (state) {
            case OPEN -> SESSION.SEGMENTS_OPEN;
            case READY -> SESSION.SEGMENTS_READY;
            case FAILED -> SESSION.SEGMENTS_FAILED;
            case EXPIRED -> SESSION.SEGMENTS_EXPIRED;
        };
    }

    /** Counts it in its new state and no more in the one before; a segment that failed may have been recovered. */
    private void segment(SessionId session, long sequence, SegmentId segment, SegmentState state) {
        Optional<SegmentState> before = sql.select(SEGMENT.STATE)
                .from(SEGMENT)
                .where(SEGMENT.SEGMENT_.eq(segment.value()))
                .fetchOptional(row -> SegmentState.valueOf(row.value1()));
        if (before.equals(Optional.of(state))) {
            return;
        }
        Field<Integer> count = countOf(state);
        boolean news = update(session, sequence, change -> {
            UpdateSetMoreStep<SessionRecord> counted = change.set(count, count.plus(1));
            return before.map(SessionsLogProjection::countOf)
                    .map(other -> counted.set(other, other.minus(1)))
                    .orElse(counted);
        });
        if (news) {
            sql.insertInto(SEGMENT)
                    .set(SEGMENT.SEGMENT_, segment.value())
                    .set(SEGMENT.SESSION, session.value())
                    .set(SEGMENT.STATE, state.name())
                    .onConflict(SEGMENT.SEGMENT_)
                    .doUpdate()
                    .setAllToExcluded()
                    .execute();
        }
    }

    /** @return whether the event was not in yet */
    private boolean update(SessionId session, long sequence, Change change) {
        return change.of(sql.update(SESSION))
                        .set(SESSION.SEQUENCE, sequence)
                        .where(SESSION.SESSION_.eq(session.value()).and(SESSION.SEQUENCE.lt(sequence)))
                        .execute()
                > 0;
    }

    private interface Change {
        UpdateSetMoreStep<SessionRecord> of(UpdateSetFirstStep<SessionRecord> update);
    }
}
