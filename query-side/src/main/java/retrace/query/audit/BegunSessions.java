package retrace.query.audit;

import static org.jooq.impl.DSL.any;
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
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record3;
import org.jooq.ResultQuery;
import org.jooq.SelectConditionStep;
import org.jspecify.annotations.Nullable;
import retrace.kernel.id.SessionId;
import retrace.kernel.id.TeamId;
import retrace.kernel.session.SessionEvent.CoverageAssessed;
import retrace.kernel.session.SessionEvent.HoldPlaced;
import retrace.kernel.session.SessionEvent.SegmentFailed;
import retrace.kernel.session.SessionEvent.SegmentMissing;
import retrace.kernel.session.SessionEvent.SegmentQuarantined;
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
    private static final Field<String> ASSESSED = inline(EventLog.nameOf(CoverageAssessed.class));
    private static final Field<String> HELD_EVENT = inline(EventLog.nameOf(HoldPlaced.class));
    private static final List<Field<String>> FAILED_EVENTS = Stream.of(
                    SegmentFailed.class, SegmentQuarantined.class, SegmentMissing.class)
            .<Field<String>>map(event -> inline(EventLog.nameOf(event)))
            .toList();
    private static final Field<String> ENDED = inline(EventLog.nameOf(SessionEnded.class));

    /** Of which more than so many are not looked for one by one: some of them are soon met in passing. */
    private static final int FEW = 10_000;

    /** A session's first event says that it was asked for. */
    private static final Long FIRST = 0L;

    private static final Comparator<Begun> NEWEST_FIRST =
            Comparator.comparing(Begun::at).thenComparingLong(Begun::position).reversed();

    private final DSLContext sql;

    public BegunSessions(DSLContext sql) {
        this.sql = sql;
    }

    /**
     * Which of them are looked for; may find some that are not meant, never too few.
     *
     * @param from when they were asked for, included, as is {@code to}
     * @param naming an account or endpoint that they must name; null for any
     * @param mark what must have happened to them at some time, perhaps later; null where it does not matter
     */
    public record Wanted(
            TeamId team,
            @Nullable Instant from,
            Instant to,
            @Nullable String naming,
            @Nullable Boolean refused,
            @Nullable Mark mark) {}

    /** What happens to few sessions. */
    public enum Mark {
        HELD,
        FAILED,
        GAPS;

        /** Each of events of which whoever has the mark has one, at least by one of the conditions. */
        private List<Condition> conditions() {
            Condition gap = EventLog.NAME.eq(ASSESSED).and(EventLog.TELLS_GAP);
            return switch (this) {
                case HELD -> List.of(EventLog.NAME.eq(HELD_EVENT));
                case FAILED -> List.of(EventLog.NAME.in(FAILED_EVENTS), gap);
                case GAPS -> List.of(gap);
            };
        }
    }

    /**
     * @param at of the last one, as the index has it
     * @param position of the last one in the log
     */
    public record Found(List<SessionId> sessions, Instant at, long position) {}

    /** Looks for sessions, newest first. */
    @FunctionalInterface
    public interface Search {

        /**
         * @param after what was found before; null for the newest
         * @return null where there are no more
         */
        @Nullable
        Found next(@Nullable Found after, int most);
    }

    private record Begun(SessionId session, Instant at, long position) {

        boolean isOlder(@Nullable Found than) {
            if (than == null) {
                return true;
            }
            int compared = at.compareTo(than.at());
            return compared < 0 || compared == 0 && position < than.position();
        }
    }

    /** Where what must have happened did so to few sessions, those alone are looked at; else all are, one after the other. */
    public Search search(Wanted wanted) {
        List<Begun> few = few(wanted);
        return few == null
                ? (after, most) -> found(begun(selectBegun(wanted, after)
                        .orderBy(EventLog.AT.desc(), EventLog.POSITION.desc())
                        .limit(most)))
                : (after, most) -> found(few.stream()
                        .filter(each -> each.isOlder(after))
                        .limit(most)
                        .toList());
    }

    /** @return newest first; null where they are too many, or may be */
    private @Nullable List<Begun> few(Wanted wanted) {
        Mark mark = wanted.mark();
        if (mark == null) {
            return null;
        }
        Set<String> marked = new HashSet<>();
        for (Condition condition : mark.conditions()) {
            List<String> some = sql.select(EventLog.AGGREGATE)
                    .from(EventLog.EVENT)
                    .where(EventLog.TEAM.eq(wanted.team().value()))
                    .and(condition)
                    .limit(FEW + 1)
                    .fetch(EventLog.AGGREGATE);
            if (some.size() > FEW) {
                return null;
            }
            marked.addAll(some);
        }
        return begun(selectBegun(wanted, null)
                        .and(EventLog.AGGREGATE.eq(any(marked.toArray(String[]::new))))
                        .and(EventLog.SEQUENCE.eq(FIRST)))
                .stream()
                .sorted(NEWEST_FIRST)
                .toList();
    }

    private static List<Begun> begun(ResultQuery<Record3<String, OffsetDateTime, Long>> query) {
        return query.fetch(
                row -> new Begun(new SessionId(row.value1()), row.value2().toInstant(), row.value3()));
    }

    private SelectConditionStep<Record3<String, OffsetDateTime, Long>> selectBegun(
            Wanted wanted, @Nullable Found after) {
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
        return sql.select(EventLog.AGGREGATE, EventLog.AT, EventLog.POSITION)
                .from(EventLog.EVENT)
                .where(conditions);
    }

    private static @Nullable Found found(List<Begun> begun) {
        return begun.isEmpty()
                ? null
                : new Found(
                        begun.stream().map(Begun::session).toList(),
                        begun.getLast().at(),
                        begun.getLast().position());
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
