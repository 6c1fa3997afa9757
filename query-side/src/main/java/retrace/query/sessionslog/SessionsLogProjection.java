package retrace.query.sessionslog;

import static retrace.query.sessionslog.schema.Tables.SESSION;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.UpdateSetFirstStep;
import org.jooq.UpdateSetMoreStep;
import retrace.kernel.id.SessionId;
import retrace.kernel.session.SessionEvent.SegmentClosed;
import retrace.kernel.session.SessionEvent.SegmentFailed;
import retrace.kernel.session.SessionEvent.SegmentOpened;
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
        update(event.session(), sequence, change -> change.set(SESSION.SEGMENTS_OPEN, SESSION.SEGMENTS_OPEN.plus(1)));
    }

    @EventHandler
    void on(SegmentClosed event, @SequenceNumber long sequence) {
        update(event.session(), sequence, change -> finished(change, SESSION.SEGMENTS_READY));
    }

    @EventHandler
    void on(SegmentFailed event, @SequenceNumber long sequence) {
        update(event.session(), sequence, change -> finished(change, SESSION.SEGMENTS_FAILED));
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

    private static UpdateSetMoreStep<SessionRecord> finished(
            UpdateSetFirstStep<SessionRecord> change, Field<Integer> outcome) {
        return change.set(SESSION.SEGMENTS_OPEN, SESSION.SEGMENTS_OPEN.minus(1)).set(outcome, outcome.plus(1));
    }

    private void update(SessionId session, long sequence, Change change) {
        change.of(sql.update(SESSION))
                .set(SESSION.SEQUENCE, sequence)
                .where(SESSION.SESSION_.eq(session.value()).and(SESSION.SEQUENCE.lt(sequence)))
                .execute();
    }

    private interface Change {
        UpdateSetMoreStep<SessionRecord> of(UpdateSetFirstStep<SessionRecord> update);
    }
}
