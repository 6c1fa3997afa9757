package retrace.query.activesessions;

import static retrace.query.activesessions.schema.Tables.ACTIVE_SESSION;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.jspecify.annotations.Nullable;
import retrace.kernel.id.SessionId;
import retrace.kernel.recording.View;
import retrace.kernel.session.SessionEvent.SessionEnded;
import retrace.kernel.session.SessionEvent.SessionExpiryWarned;
import retrace.kernel.session.SessionEvent.SessionStarted;
import retrace.kernel.session.SessionEvent.ViewOpened;
import retrace.query.activesessions.schema.tables.records.ActiveSessionRecord;
import retrace.query.readmodel.PartitionKey;
import retrace.query.readmodel.Projected;
import retrace.query.readmodel.ReadModel;
import retrace.query.readmodel.Rows;

/** Builds {@code active-sessions}: a row comes with the start of its session and goes with its end. */
@ProcessingGroup(ActiveSessionsProjection.NAME)
public final class ActiveSessionsProjection {

    static final String NAME = "active-sessions";

    public static final ReadModel READ_MODEL = new ReadModel(NAME, "active_sessions");

    public static final Projected PROJECTED = Projected.of(
            READ_MODEL,
            retrace.query.activesessions.schema.ActiveSessions.ACTIVE_SESSIONS,
            ActiveSessionsProjection.class,
            ActiveSessionsProjection::new,
            PartitionKey.AGGREGATE);

    private final Rows rows;

    public ActiveSessionsProjection(Rows rows) {
        this.rows = rows;
    }

    @EventHandler
    void on(SessionStarted event, @SequenceNumber long sequence) {
        ActiveSessionRecord row = rows.begin(new ActiveSessionRecord());
        row.setSession(event.session().value());
        row.setSequence(sequence);
        row.setTeam(event.team().value());
        row.setEndpoint(event.endpoint().value());
        row.setEndpointName(event.endpointName());
        row.setAccessKind(event.accessKind().name());
        row.setTechnician(event.technician().account().value());
        row.setTechnicianName(event.technician().name());
        row.setStartedAt(event.at());
        row.setRecorded(event.recorded());
        rows.add(row);
    }

    @EventHandler
    void on(ViewOpened event, @SequenceNumber long sequence) {
        ActiveSessionRecord row = findBefore(event.session(), sequence);
        if (row != null) {
            View view = event.view();
            row.setSequence(sequence);
            row.setMonitor(view.monitor());
            row.setMonitorName(view.monitorName());
            row.setFrameRate(view.frameRate().perSecond());
            row.setWidth(view.width());
            row.setHeight(view.height());
            rows.change(row);
        }
    }

    @EventHandler
    void on(SessionExpiryWarned event, @SequenceNumber long sequence) {
        ActiveSessionRecord row = findBefore(event.session(), sequence);
        if (row != null) {
            row.setSequence(sequence);
            row.setExpiresAt(event.expiresAt());
            rows.change(row);
        }
    }

    /** The row, unless the event is in it already. */
    private @Nullable ActiveSessionRecord findBefore(SessionId session, long sequence) {
        ActiveSessionRecord row = rows.find(ACTIVE_SESSION, session.value());
        return row == null || row.getSequence() >= sequence ? null : row;
    }

    @EventHandler
    void on(SessionEnded event) {
        ActiveSessionRecord row = rows.find(ACTIVE_SESSION, event.session().value());
        if (row != null) {
            rows.delete(row);
        }
    }
}
