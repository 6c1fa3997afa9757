package retrace.query.rebuild;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import retrace.query.readmodel.Behind;
import retrace.query.readmodel.Progress;
import retrace.query.readmodel.Projected;

/**
 * How a live projection fares, as far as the database alone tells.
 *
 * @param position of the last event that is in; null where none is
 * @param owner the process that builds it just now; null where none does
 * @param deadLetters events that it could not take, and those that wait behind them
 * @param rebuilding whether a rebuild has been begun and is not over
 * @param oldTables whether the tables that a rebuild has replaced are still there
 */
public record ProjectionStatus(
        String name,
        @Nullable Long position,
        Behind behind,
        @Nullable String owner,
        int deadLetters,
        boolean rebuilding,
        boolean oldTables) {

    public static List<ProjectionStatus> all(DataSource database, Collection<Projected> readModels, InstantSource clock)
            throws RebuildRefused {
        DSLContext sql = DSL.using(database, SQLDialect.POSTGRES);
        if (!isThere(sql, LiveToken.TABLE)) {
            throw new RebuildRefused("There is no event log in this database yet. Start Retrace on it once.");
        }
        Map<String, Integer> letters = new DeadLetters(database, clock).counts();
        List<ProjectionStatus> all = new ArrayList<>();
        for (Projected each : readModels) {
            LiveToken token = LiveToken.read(sql, each.name());
            all.add(new ProjectionStatus(
                    each.name(),
                    token == null || token.index() < 0 ? null : token.index(),
                    behind(sql, token, clock.instant()),
                    token == null ? null : token.owner(),
                    letters.getOrDefault(each.name(), 0),
                    isSchema(sql, Rebuild.freshOf(each)),
                    isSchema(sql, Swap.oldOf(each))));
        }
        return all;
    }

    /** Counts as {@link Progress} does, so that not all of the log is read for what was never built. */
    private static Behind behind(DSLContext sql, @Nullable LiveToken token, Instant now) {
        long index = token == null ? 0 : Math.max(0, token.index());
        Set<Long> gaps = token == null ? Set.of() : token.gaps();
        Record missing = sql.resultQuery(
                        "select count(*) as events, min(time_stamp::timestamptz) as oldest, (select max(global_index)"
                                + " from " + EventLog.TABLE + ") as head from ((select time_stamp from "
                                + EventLog.TABLE + " where global_index = any(?)) union all (select time_stamp from "
                                + EventLog.TABLE + " where global_index > ? order by global_index limit ?)) as missing",
                        gaps.toArray(Long[]::new),
                        index,
                        Progress.COUNTED_MAX)
                .fetchSingle();
        Instant oldest = missing.get("oldest", Instant.class);
        if (oldest == null) {
            return Behind.NOT;
        }
        long counted = missing.get("events", Long.class);
        long byPosition = missing.get("head", Long.class) - index;
        return new Behind(
                counted < Progress.COUNTED_MAX ? counted : Math.max(counted, byPosition),
                Math.max(0, Duration.between(oldest, now).toMillis()) / 1000.0);
    }

    private static boolean isThere(DSLContext sql, String table) {
        return sql.resultQuery("select to_regclass(?) is not null", table).fetchSingle(0, Boolean.class);
    }

    private static boolean isSchema(DSLContext sql, String schema) {
        return sql.resultQuery("select to_regnamespace(?) is not null", Names.quoted(schema))
                .fetchSingle(0, Boolean.class);
    }
}
