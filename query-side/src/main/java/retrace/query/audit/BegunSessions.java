package retrace.query.audit;

import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record3;
import org.jspecify.annotations.Nullable;
import retrace.kernel.id.SessionId;
import retrace.kernel.id.TeamId;
import retrace.kernel.session.SessionEvent.SessionEnded;
import retrace.kernel.session.SessionEvent.SessionRefused;
import retrace.kernel.session.SessionEvent.SessionStarted;

/**
 * Which sessions a team had asked for, found in indexes of the event log made for this, newest first, a few at a time.
 */
public final class BegunSessions {

    /** The indexes are to the microsecond, events are to the nanosecond. */
    private static final Duration ROUNDING = Duration.of(1, ChronoUnit.MICROS);

    /** Written into the statement, so that the database sees that an index of such events alone will do. */
    private static final Field<String> STARTED = inline(EventLog.nameOf(SessionStarted.class));

    private static final Field<String> REFUSED = inline(EventLog.nameOf(SessionRefused.class));
    private static final Field<String> ENDED = inline(EventLog.nameOf(SessionEnded.class));

    private final DSLContext sql;

    public BegunSessions(DSLContext sql) {
        this.sql = sql;
    }

    /**
     * Which of them are looked for; may find some that are not meant, never too few.
     *
     * @param from when they were asked for, included, as is {@code to}
     * @param naming an account or endpoint that they must name; null for any
     */
    public record Wanted(
            TeamId team,
            @Nullable Instant from,
            Instant to,
            @Nullable String naming,
            @Nullable Boolean refused) {}

    /**
     * @param at of the last one, as the index has it
     * @param position of the last one in the log
     */
    public record Found(List<SessionId> sessions, Instant at, long position) {}

    /** @param after what was found before; null for the newest */
    public @Nullable Found next(Wanted wanted, @Nullable Found after, int most) {
        List<Condition> conditions = new ArrayList<>(List.of(
                EventLog.TEAM.eq(wanted.team().value()),
                EventLog.NAME.in(STARTED, REFUSED),
                EventLog.AT.le(utc(wanted.to().plus(ROUNDING)))));
        if (after != null) {
            conditions.add(row(EventLog.AT, EventLog.POSITION).lt(row(utc(after.at()), after.position())));
        }
        if (wanted.from() != null) {
            conditions.add(EventLog.AT.ge(utc(wanted.from().minus(ROUNDING))));
        }
        if (wanted.naming() != null) {
            conditions.add(EventLog.isAbout(val(wanted.naming())));
        }
        if (wanted.refused() != null) {
            conditions.add(EventLog.NAME.eq(wanted.refused() ? REFUSED : STARTED));
        }
        List<Record3<String, OffsetDateTime, Long>> rows = sql.select(
                        EventLog.AGGREGATE, EventLog.AT, EventLog.POSITION)
                .from(EventLog.EVENT)
                .where(conditions)
                .orderBy(EventLog.AT.desc(), EventLog.POSITION.desc())
                .limit(most)
                .fetch();
        return rows.isEmpty()
                ? null
                : new Found(
                        rows.stream().map(row -> new SessionId(row.value1())).toList(),
                        rows.getLast().value2().toInstant(),
                        rows.getLast().value3());
    }

    /**
     * Those that had begun at a moment and had not ended; may have some that began or ended within a microsecond of it.
     */
    public List<SessionId> runningAt(TeamId team, Instant at) {
        return sql.select(EventLog.AGGREGATE)
                .from(EventLog.EVENT)
                .where(EventLog.TEAM.eq(team.value()))
                .and(EventLog.NAME.in(STARTED, REFUSED))
                .and(EventLog.NAME.eq(STARTED))
                .and(EventLog.AT.le(utc(at.plus(ROUNDING))))
                .except(select(EventLog.AGGREGATE)
                        .from(EventLog.EVENT)
                        .where(EventLog.TEAM.eq(team.value()))
                        .and(EventLog.NAME.eq(ENDED))
                        .and(EventLog.AT.lt(utc(at.minus(ROUNDING)))))
                .fetch(row -> new SessionId(row.value1()));
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
