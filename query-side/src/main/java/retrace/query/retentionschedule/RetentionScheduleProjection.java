package retrace.query.retentionschedule;

import static retrace.query.retentionschedule.schema.Tables.HOLD;
import static retrace.query.retentionschedule.schema.Tables.SEGMENT;
import static retrace.query.retentionschedule.schema.Tables.SESSION;
import static retrace.query.retentionschedule.schema.Tables.TEAM;

import java.util.Objects;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import retrace.kernel.id.SessionId;
import retrace.kernel.recording.ClosedSegment;
import retrace.kernel.session.SessionEvent.HoldPlaced;
import retrace.kernel.session.SessionEvent.HoldReleased;
import retrace.kernel.session.SessionEvent.SegmentClosed;
import retrace.kernel.session.SessionEvent.SegmentDeletionDecided;
import retrace.kernel.session.SessionEvent.SegmentDeletionFailed;
import retrace.kernel.session.SessionEvent.SegmentExpired;
import retrace.kernel.session.SessionEvent.SessionStarted;
import retrace.kernel.team.Setting;
import retrace.kernel.team.TeamEvent.SettingChanged;
import retrace.kernel.team.TeamEvent.TeamCreated;
import retrace.query.readmodel.ReadModel;

/**
 * Builds {@code retention-schedule}. Rows of segments go when they are deleted, so it is the session's row that remembers
 * which of its events are in.
 */
@ProcessingGroup(RetentionScheduleProjection.NAME)
public final class RetentionScheduleProjection {

    static final String NAME = "retention-schedule";

    public static final ReadModel READ_MODEL = new ReadModel(NAME, "retention_schedule");

    private final DSLContext sql;

    public RetentionScheduleProjection(DSLContext sql) {
        this.sql = sql;
    }

    @EventHandler
    void on(TeamCreated event, @SequenceNumber long sequence) {
        sql.insertInto(TEAM)
                .set(TEAM.TEAM_, event.team().value())
                .set(TEAM.SEQUENCE, sequence)
                .set(TEAM.DAYS_KEPT, days(Setting.DAYS_KEPT.defaultValue()))
                .onConflictDoNothing()
                .execute();
    }

    @EventHandler
    void on(SettingChanged event, @SequenceNumber long sequence) {
        if (event.setting() == Setting.DAYS_KEPT) {
            sql.update(TEAM)
                    .set(TEAM.SEQUENCE, sequence)
                    .set(TEAM.DAYS_KEPT, days(event.after()))
                    .set(TEAM.SET_AT, event.at())
                    .set(TEAM.SET_BY, event.by().account().value())
                    .set(TEAM.SET_BY_NAME, event.by().name())
                    .where(TEAM.TEAM_.eq(event.team().value()).and(TEAM.SEQUENCE.lt(sequence)))
                    .execute();
        }
    }

    private static int days(@Nullable String value) {
        return Integer.parseInt(Objects.requireNonNull(value));
    }

    @EventHandler
    void on(SessionStarted event, @SequenceNumber long sequence) {
        sql.insertInto(SESSION)
                .set(SESSION.SESSION_, event.session().value())
                .set(SESSION.SEQUENCE, sequence)
                .set(SESSION.TEAM, event.team().value())
                .set(SESSION.ENDPOINT, event.endpoint().value())
                .set(SESSION.ENDPOINT_NAME, event.endpointName())
                .onConflictDoNothing()
                .execute();
    }

    @EventHandler
    void on(SegmentClosed event, @SequenceNumber long sequence) {
        if (isNews(event.session(), sequence)) {
            ClosedSegment segment = event.segment();
            sql.insertInto(SEGMENT)
                    .set(SEGMENT.SEGMENT_, segment.segment().value())
                    .set(SEGMENT.SESSION, event.session().value())
                    .set(SEGMENT.TEAM, event.team().value())
                    .set(SEGMENT.MONITOR, segment.view().monitor())
                    .set(SEGMENT.ENDED_AT, segment.endedAt())
                    .set(SEGMENT.SIZE_BYTES, segment.object().sizeBytes())
                    .set(
                            SEGMENT.HOLDS,
                            sql.select(SESSION.HOLDS)
                                    .from(SESSION)
                                    .where(SESSION.SESSION_.eq(event.session().value())))
                    .execute();
        }
    }

    @EventHandler
    void on(HoldPlaced event, @SequenceNumber long sequence) {
        if (isNews(event.session(), sequence)) {
            sql.insertInto(HOLD)
                    .set(HOLD.HOLD_, event.hold().value())
                    .set(HOLD.SESSION, event.session().value())
                    .set(HOLD.CASE_NAME, event.caseName())
                    .execute();
            countHolds(event.session(), 1);
        }
    }

    @EventHandler
    void on(HoldReleased event, @SequenceNumber long sequence) {
        if (isNews(event.session(), sequence)) {
            sql.deleteFrom(HOLD).where(HOLD.HOLD_.eq(event.hold().value())).execute();
            countHolds(event.session(), -1);
        }
    }

    private void countHolds(SessionId session, int more) {
        sql.update(SESSION)
                .set(SESSION.HOLDS, SESSION.HOLDS.plus(more))
                .where(SESSION.SESSION_.eq(session.value()))
                .execute();
        sql.update(SEGMENT)
                .set(SEGMENT.HOLDS, SEGMENT.HOLDS.plus(more))
                .where(SEGMENT.SESSION.eq(session.value()))
                .execute();
    }

    @EventHandler
    void on(SegmentDeletionDecided event, @SequenceNumber long sequence) {
        if (isNews(event.session(), sequence)) {
            sql.update(SEGMENT)
                    .set(SEGMENT.DECIDED_AT, event.at())
                    .set(SEGMENT.DECIDED_DAYS_KEPT, event.daysKept())
                    .where(SEGMENT.SEGMENT_.eq(event.segment().value()))
                    .execute();
        }
    }

    @EventHandler
    void on(SegmentDeletionFailed event, @SequenceNumber long sequence) {
        if (isNews(event.session(), sequence)) {
            sql.update(SEGMENT)
                    .set(SEGMENT.FAILURE, event.why())
                    .set(SEGMENT.FAILED_AT, event.at())
                    .where(SEGMENT.SEGMENT_.eq(event.segment().value()))
                    .execute();
        }
    }

    @EventHandler
    void on(SegmentExpired event, @SequenceNumber long sequence) {
        if (isNews(event.session(), sequence)) {
            sql.deleteFrom(SEGMENT)
                    .where(SEGMENT.SEGMENT_.eq(event.segment().value()))
                    .execute();
        }
    }

    /** Whether the session's event is not in yet; from now on it is. */
    private boolean isNews(SessionId session, long sequence) {
        return sql.update(SESSION)
                        .set(SESSION.SEQUENCE, sequence)
                        .where(SESSION.SESSION_.eq(session.value()).and(SESSION.SEQUENCE.lt(sequence)))
                        .execute()
                > 0;
    }
}
