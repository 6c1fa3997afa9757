package retrace.query.activesessions;

import static retrace.query.activesessions.schema.Tables.ACTIVE_SESSION;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.jooq.DSLContext;
import retrace.kernel.recording.View;
import retrace.kernel.session.SessionEvent.SessionEnded;
import retrace.kernel.session.SessionEvent.SessionExpiryWarned;
import retrace.kernel.session.SessionEvent.SessionStarted;
import retrace.kernel.session.SessionEvent.ViewOpened;
import retrace.query.readmodel.ReadModel;

/** Builds {@code active-sessions}: a row comes with the start of its session and goes with its end. */
@ProcessingGroup(ActiveSessionsProjection.NAME)
public final class ActiveSessionsProjection {

    static final String NAME = "active-sessions";

    public static final ReadModel READ_MODEL = new ReadModel(NAME, "active_sessions");

    private final DSLContext sql;

    public ActiveSessionsProjection(DSLContext sql) {
        this.sql = sql;
    }

    @EventHandler
    void on(SessionStarted event, @SequenceNumber long sequence) {
        sql.insertInto(ACTIVE_SESSION)
                .set(ACTIVE_SESSION.SESSION, event.session().value())
                .set(ACTIVE_SESSION.SEQUENCE, sequence)
                .set(ACTIVE_SESSION.TEAM, event.team().value())
                .set(ACTIVE_SESSION.ENDPOINT, event.endpoint().value())
                .set(ACTIVE_SESSION.ENDPOINT_NAME, event.endpointName())
                .set(ACTIVE_SESSION.ACCESS_KIND, event.accessKind().name())
                .set(ACTIVE_SESSION.TECHNICIAN, event.technician().account().value())
                .set(ACTIVE_SESSION.TECHNICIAN_NAME, event.technician().name())
                .set(ACTIVE_SESSION.STARTED_AT, event.at())
                .set(ACTIVE_SESSION.RECORDED, event.recorded())
                .onConflictDoNothing()
                .execute();
    }

    @EventHandler
    void on(ViewOpened event, @SequenceNumber long sequence) {
        View view = event.view();
        sql.update(ACTIVE_SESSION)
                .set(ACTIVE_SESSION.SEQUENCE, sequence)
                .set(ACTIVE_SESSION.MONITOR, view.monitor())
                .set(ACTIVE_SESSION.MONITOR_NAME, view.monitorName())
                .set(ACTIVE_SESSION.FRAME_RATE, view.frameRate().perSecond())
                .set(ACTIVE_SESSION.WIDTH, view.width())
                .set(ACTIVE_SESSION.HEIGHT, view.height())
                .where(ACTIVE_SESSION.SESSION.eq(event.session().value()).and(ACTIVE_SESSION.SEQUENCE.lt(sequence)))
                .execute();
    }

    @EventHandler
    void on(SessionExpiryWarned event, @SequenceNumber long sequence) {
        sql.update(ACTIVE_SESSION)
                .set(ACTIVE_SESSION.SEQUENCE, sequence)
                .set(ACTIVE_SESSION.EXPIRES_AT, event.expiresAt())
                .where(ACTIVE_SESSION.SESSION.eq(event.session().value()).and(ACTIVE_SESSION.SEQUENCE.lt(sequence)))
                .execute();
    }

    @EventHandler
    void on(SessionEnded event) {
        sql.deleteFrom(ACTIVE_SESSION)
                .where(ACTIVE_SESSION.SESSION.eq(event.session().value()))
                .execute();
    }
}
