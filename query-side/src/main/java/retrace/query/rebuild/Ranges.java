package retrace.query.rebuild;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import retrace.query.readmodel.PartitionKey;

/** Divides the keys of the event log into stretches of about the same number of events, by a sample. */
final class Ranges {

    private static final int RANGES = 16;

    private static final double SAMPLED = 30_000;

    private final DSLContext sql;
    private final PartitionKey key;

    Ranges(DataSource database, PartitionKey key) {
        this.sql = DSL.using(database, SQLDialect.POSTGRES);
        this.key = key;
    }

    /**
     * @param eventsMin so many at least in each
     * @return in order, all keys in one of them
     */
    List<KeyRange> divided(long eventsMin) {
        // Only aggregates have an index, by which a range is found without reading the others.
        int count = key == PartitionKey.AGGREGATE ? Math.clamp(size() / eventsMin, 1, RANGES) : 1;
        List<KeyRange> ranges = new ArrayList<>();
        @Nullable String after = null;
        for (String bound : bounds(count)) {
            ranges.add(new KeyRange(ranges.size(), after, bound, null, false, 0));
            after = bound;
        }
        ranges.add(new KeyRange(ranges.size(), after, null, null, false, 0));
        return ranges;
    }

    private List<String> bounds(int count) {
        if (count == 1) {
            return List.of();
        }
        StringBuilder shares = new StringBuilder();
        for (int i = 1; i < count; i++) {
            shares.append(i == 1 ? "" : ",").append((double) i / count);
        }
        String[] bounds = sql.resultQuery("select percentile_disc(array[" + shares + "]) within group (order by part)"
                        + " from (select " + key.sql() + " as part from " + sample() + ") as sampled")
                .fetchSingle()
                .get(0, String[].class);
        return bounds == null ? List.of() : Arrays.stream(bounds).distinct().toList();
    }

    /** About how many events of these names there are up to the place. */
    long expected(Collection<String> names, long upTo) {
        Double count = sql.resultQuery(
                        "select count(*) * 100 / {0} from " + sample() + " where payload_type in ({1})"
                                + " and global_index <= {2}",
                        DSL.inline(percent()),
                        DSL.list(names.stream().map(DSL::inline).toList()),
                        DSL.inline(upTo))
                .fetchSingle(0, Double.class);
        return count == null ? 0 : Math.round(count);
    }

    private String sample() {
        return EventLog.TABLE + " tablesample system (" + percent() + ")";
    }

    private double percent() {
        return Math.clamp(100 * SAMPLED / Math.max(1, size()), 0.1, 100);
    }

    /** As the statistics have it, or the last number where there are none yet. */
    private long size() {
        Long size = sql.resultQuery(
                        "select greatest((select reltuples::bigint from pg_class where oid = '" + EventLog.TABLE
                                + "'::regclass), (select coalesce(max(global_index), 0) from " + EventLog.TABLE + "))")
                .fetchSingle(0, Long.class);
        return size == null ? 0 : size;
    }
}
