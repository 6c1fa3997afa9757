package retrace.query.retentionschedule;

import static retrace.query.retentionschedule.schema.Tables.HOLD;
import static retrace.query.retentionschedule.schema.Tables.SEGMENT;
import static retrace.query.retentionschedule.schema.Tables.SESSION;
import static retrace.query.retentionschedule.schema.Tables.TEAM;

import java.util.Objects;
import java.util.function.Consumer;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.jspecify.annotations.Nullable;
import retrace.kernel.id.SegmentId;
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
import retrace.query.readmodel.PartitionKey;
import retrace.query.readmodel.Projected;
import retrace.query.readmodel.ReadModel;
import retrace.query.readmodel.Rows;
import retrace.query.retentionschedule.schema.RetentionSchedule;
import retrace.query.retentionschedule.schema.tables.records.HoldRecord;
import retrace.query.retentionschedule.schema.tables.records.SegmentRecord;
import retrace.query.retentionschedule.schema.tables.records.SessionRecord;
import retrace.query.retentionschedule.schema.tables.records.TeamRecord;

/**
 * Builds {@code retention-schedule}. Rows of segments go when they are deleted, so it is the session's row that remembers
 * which of its events are in.
 */
@ProcessingGroup(RetentionScheduleProjection.NAME)
public final class RetentionScheduleProjection {

    static final String NAME = "retention-schedule";

    public static final ReadModel READ_MODEL = new ReadModel(NAME, "retention_schedule");

    public static final Projected PROJECTED = Projected.of(
            READ_MODEL,
            RetentionSchedule.RETENTION_SCHEDULE,
            RetentionScheduleProjection.class,
            RetentionScheduleProjection::new,
            PartitionKey.AGGREGATE);

    private final Rows rows;

    public RetentionScheduleProjection(Rows rows) {
        this.rows = rows;
    }

    @EventHandler
    void on(TeamCreated event, @SequenceNumber long sequence) {
        TeamRecord row = rows.begin(new TeamRecord());
        row.setTeam(event.team().value());
        row.setSequence(sequence);
        row.setDaysKept(days(Setting.DAYS_KEPT.defaultValue()));
        rows.add(row);
    }

    @EventHandler
    void on(SettingChanged event, @SequenceNumber long sequence) {
        TeamRecord row = event.setting() == Setting.DAYS_KEPT
                ? rows.find(TEAM, event.team().value())
                : null;
        if (row != null && row.getSequence() < sequence) {
            row.setSequence(sequence);
            row.setDaysKept(days(event.after()));
            row.setSetAt(event.at());
            row.setSetBy(event.by().account().value());
            row.setSetByName(event.by().name());
            rows.change(row);
        }
    }

    private static int days(@Nullable String value) {
        return Integer.parseInt(Objects.requireNonNull(value));
    }

    @EventHandler
    void on(SessionStarted event, @SequenceNumber long sequence) {
        SessionRecord row = rows.begin(new SessionRecord());
        row.setSession(event.session().value());
        row.setSequence(sequence);
        row.setTeam(event.team().value());
        row.setEndpoint(event.endpoint().value());
        row.setEndpointName(event.endpointName());
        row.setHolds(0);
        rows.add(row);
    }

    @EventHandler
    void on(SegmentClosed event, @SequenceNumber long sequence) {
        SessionRecord session = sessionWithNews(event.session(), sequence);
        if (session != null) {
            ClosedSegment segment = event.segment();
            SegmentRecord row = rows.begin(new SegmentRecord());
            row.setSegment(segment.segment().value());
            row.setSession(event.session().value());
            row.setTeam(event.team().value());
            row.setMonitor(segment.view().monitor());
            row.setEndedAt(segment.endedAt());
            row.setSizeBytes(segment.object().sizeBytes());
            row.setHolds(session.getHolds());
            rows.add(row);
        }
    }

    @EventHandler
    void on(HoldPlaced event, @SequenceNumber long sequence) {
        SessionRecord session = sessionWithNews(event.session(), sequence);
        if (session != null) {
            HoldRecord row = rows.begin(new HoldRecord());
            row.setHold(event.hold().value());
            row.setSession(event.session().value());
            row.setCaseName(event.caseName());
            rows.add(row);
            countHolds(session, 1);
        }
    }

    @EventHandler
    void on(HoldReleased event, @SequenceNumber long sequence) {
        SessionRecord session = sessionWithNews(event.session(), sequence);
        if (session != null) {
            HoldRecord hold = rows.find(HOLD, event.hold().value());
            if (hold != null) {
                rows.delete(hold);
            }
            countHolds(session, -1);
        }
    }

    private void countHolds(SessionRecord session, int more) {
        session.setHolds(session.getHolds() + more);
        rows.change(session);
        for (SegmentRecord segment : rows.findAll(SEGMENT.SESSION, session.getSession())) {
            segment.setHolds(segment.getHolds() + more);
            rows.change(segment);
        }
    }

    @EventHandler
    void on(SegmentDeletionDecided event, @SequenceNumber long sequence) {
        changeSegment(event.session(), sequence, event.segment(), row -> {
            row.setDecidedAt(event.at());
            row.setDecidedDaysKept(event.daysKept());
            rows.change(row);
        });
    }

    @EventHandler
    void on(SegmentDeletionFailed event, @SequenceNumber long sequence) {
        changeSegment(event.session(), sequence, event.segment(), row -> {
            row.setFailure(event.why());
            row.setFailedAt(event.at());
            rows.change(row);
        });
    }

    @EventHandler
    void on(SegmentExpired event, @SequenceNumber long sequence) {
        changeSegment(event.session(), sequence, event.segment(), rows::delete);
    }

    private void changeSegment(SessionId session, long sequence, SegmentId segment, Consumer<SegmentRecord> change) {
        if (sessionWithNews(session, sequence) != null) {
            SegmentRecord row = rows.find(SEGMENT, segment.value());
            if (row != null) {
                change.accept(row);
            }
        }
    }

    /** The session's row, unless the event is in already; from now on it is. */
    private @Nullable SessionRecord sessionWithNews(SessionId session, long sequence) {
        SessionRecord row = rows.find(SESSION, session.value());
        if (row == null || row.getSequence() >= sequence) {
            return null;
        }
        row.setSequence(sequence);
        rows.change(row);
        return row;
    }
}
