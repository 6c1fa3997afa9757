package retrace.query.activesessions;

import static retrace.query.activesessions.schema.Tables.ACTIVE_SESSION;

import java.util.List;
import org.jooq.DSLContext;
import retrace.kernel.id.TeamId;
import retrace.kernel.team.AccessKind;
import retrace.query.activesessions.schema.tables.records.ActiveSessionRecord;
import retrace.query.readmodel.Progress;

/** Asks {@code active-sessions}. Every answer is about one team alone. */
public final class ActiveSessionsQueries {

    /** A team has as many as it has technicians at work; a page that listed more would be of no use. */
    static final int ROWS_MAX = 1000;

    private final DSLContext sql;
    private final Progress progress;

    public ActiveSessionsQueries(DSLContext sql, Progress progress) {
        this.sql = sql;
        this.progress = progress;
    }

    public ActiveSessions all(TeamId team) {
        List<ActiveSession> items = sql.selectFrom(ACTIVE_SESSION)
                .where(ACTIVE_SESSION.TEAM.eq(team.value()))
                .orderBy(ACTIVE_SESSION.STARTED_AT.desc(), ACTIVE_SESSION.SESSION.desc())
                .limit(ROWS_MAX)
                .fetch(ActiveSessionsQueries::toRow);
        return new ActiveSessions(progress.behind(ActiveSessionsProjection.READ_MODEL), items);
    }

    private static ActiveSession toRow(ActiveSessionRecord row) {
        return new ActiveSession(
                row.getSession(),
                row.getEndpoint(),
                row.getEndpointName(),
                AccessKind.valueOf(row.getAccessKind()),
                row.getTechnician(),
                row.getTechnicianName(),
                row.getStartedAt(),
                row.getMonitor(),
                row.getMonitorName(),
                row.getFrameRate(),
                row.getWidth(),
                row.getHeight(),
                row.getRecorded(),
                row.getExpiresAt());
    }
}
