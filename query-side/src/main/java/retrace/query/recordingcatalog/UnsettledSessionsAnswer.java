package retrace.query.recordingcatalog;

import static retrace.query.recordingcatalog.schema.Tables.SEGMENT;
import static retrace.query.recordingcatalog.schema.Tables.SESSION;

import org.axonframework.queryhandling.QueryHandler;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import retrace.kernel.id.SessionId;
import retrace.kernel.id.TeamId;
import retrace.kernel.recording.UnsettledSessions;

/** Answers {@link UnsettledSessions}, of all teams. */
public final class UnsettledSessionsAnswer {

    private final DSLContext sql;

    public UnsettledSessionsAnswer(DSLContext sql) {
        this.sql = sql;
    }

    @QueryHandler
    public UnsettledSessions.Found handle(UnsettledSessions query) {
        return new UnsettledSessions.Found(sql.selectFrom(SESSION)
                .where(SESSION.SESSION_.in(DSL.select(SESSION.SESSION_)
                        .from(SESSION)
                        .where(DSL.not(SESSION.ENDED))
                        .union(DSL.select(SEGMENT.SESSION)
                                .from(SEGMENT)
                                .where(SEGMENT.STATE.eq(DSL.inline(SegmentState.RECORDING.name()))))))
                .and(isAfter(query.after()))
                .orderBy(SESSION.SESSION_)
                .limit(query.limit())
                .fetch(row -> new UnsettledSessions.Unsettled(
                        new SessionId(row.getSession()),
                        new TeamId(row.getTeam()),
                        row.getRecorded(),
                        row.getEnded(),
                        row.getStartedAt())));
    }

    private static Condition isAfter(@Nullable SessionId last) {
        return last == null ? DSL.noCondition() : SESSION.SESSION_.gt(last.value());
    }
}
