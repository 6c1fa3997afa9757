package retrace.query.rebuild;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jooq.DSLContext;
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
 * @param segments in how many it is built at a time
 * @param owners processes that build it just now
 * @param deadLetters events that it could not take, and those that wait behind them
 * @param rebuilding the rebuild that has been begun and is not over; null where there is none
 * @param oldTables whether the tables that a rebuild has replaced are still there
 */
public record ProjectionStatus(
        String name,
        @Nullable Long position,
        Behind behind,
        int segments,
        List<String> owners,
        int deadLetters,
        @Nullable BegunRebuild rebuilding,
        boolean oldTables) {

    /** Those in gaps, and as many as are asked for behind a place. */
    private static final String NEXT = "(select * from " + EventLog.TABLE
            + " where global_index = any(?)) union all (select * from " + EventLog.TABLE
            + " where global_index > ? order by global_index limit ?)";

    public static List<ProjectionStatus> all(DataSource database, Collection<Projected> readModels, InstantSource clock)
            throws RebuildRefused {
        DSLContext sql = DSL.using(database, SQLDialect.POSTGRES);
        if (!isThere(sql, LiveTokens.TABLE)) {
            throw new RebuildRefused("There is no event log in this database yet. Start Retrace on it once.");
        }
        Map<String, Integer> letters = new DeadLetters(database, clock).counts();
        List<ProjectionStatus> all = new ArrayList<>();
        for (Projected each : readModels) {
            LiveTokens tokens = LiveTokens.read(sql, each.name());
            all.add(new ProjectionStatus(
                    each.name(),
                    tokens.least() < 0 ? null : tokens.least(),
                    behind(sql, each, tokens, clock.instant()),
                    tokens.segments(),
                    tokens.owners(),
                    letters.getOrDefault(each.name(), 0),
                    BegunRebuild.of(sql, each),
                    isSchema(sql, Swap.oldOf(each))));
        }
        return all;
    }

    /** Counts as {@link Progress} does, so that not all of the log is read for what was never built. */
    private static Behind behind(DSLContext sql, Projected projected, LiveTokens tokens, Instant now) {
        long index = Math.max(0, tokens.least());
        // Of those that are next, other segments may have handled all but one in so many.
        int looked = Progress.COUNTED_MAX * Math.max(1, tokens.segments());
        Handled handled = tokens.handled();
        List<Instant> missing = sql
                .resultQuery(
                        "select global_index, " + projected.key().sql() + " as part, time_stamp::timestamptz"
                                + " from (" + NEXT + ") as next",
                        tokens.gaps().toArray(Long[]::new),
                        index,
                        looked)
                .fetch()
                .stream()
                .filter(row -> !handled.has(row.get("part", String.class), row.get("global_index", Long.class)))
                .map(row -> row.get("time_stamp", Instant.class))
                .sorted()
                .toList();
        return missing.isEmpty()
                ? Behind.NOT
                : new Behind(
                        missing.size() < Progress.COUNTED_MAX
                                ? missing.size()
                                : Math.max(missing.size(), EventLog.last(sql) - index),
                        Math.max(0, Duration.between(missing.getFirst(), now).toMillis()) / 1000.0);
    }

    private static boolean isThere(DSLContext sql, String table) {
        return sql.resultQuery("select to_regclass(?) is not null", table).fetchSingle(0, Boolean.class);
    }

    private static boolean isSchema(DSLContext sql, String schema) {
        return sql.resultQuery("select to_regnamespace(?) is not null", Names.quoted(schema))
                .fetchSingle(0, Boolean.class);
    }
}
