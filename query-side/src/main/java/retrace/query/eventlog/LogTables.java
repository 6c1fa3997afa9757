package retrace.query.eventlog;

import static retrace.query.eventlog.schema.tables.Bundle.BUNDLE;
import static retrace.query.eventlog.schema.tables.Gap.GAP;
import static retrace.query.eventlog.schema.tables.Progress.PROGRESS;
import static retrace.query.eventlog.schema.tables.Tile.TILE;

import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultConnectionProvider;
import org.jooq.types.DayToSecond;
import org.jspecify.annotations.Nullable;
import retrace.query.eventlog.schema.tables.records.GapRecord;
import retrace.query.eventlog.schema.tables.records.ProgressRecord;

/** The log's own tables, over one connection. */
public final class LogTables {

    private final DSLContext sql;

    public LogTables(DSLContext sql) {
        this.sql = sql;
    }

    /** The connection stays the caller's. */
    public static DSLContext sql(Connection connection) {
        return DSL.using(new DefaultConnectionProvider(connection), SQLDialect.POSTGRES);
    }

    /**
     * How far sealing has come.
     *
     * @param size leaves of the tree
     * @param highest global index up to which every event is sealed, or its number in a gap
     * @param stored full bundles that are in the object store
     * @param headSize of the newest head, 0 where there is none
     * @param headAt when that was signed
     */
    public record Reached(
            long size,
            long highest,
            long stored,
            long headSize,
            @Nullable Instant headAt) {

        long fullBundles() {
            return size / EntryBundle.WIDTH;
        }
    }

    public Reached reached() {
        ProgressRecord row = sql.selectFrom(PROGRESS).fetchSingle();
        return new Reached(row.getSize(), row.getHighest(), row.getStored(), row.getHeadSize(), row.getHeadAt());
    }

    /** @return how many numbers of events there are above {@code highest}, whether or not each has an event */
    long countAbove(long highest) {
        Long last = sql.select(DSL.max(DSL.field("global_index", Long.class)))
                .from(EventEncoding.TABLE)
                .fetchSingle()
                .value1();
        return last == null ? 0 : Math.max(0, last - highest);
    }

    void reach(long size, long highest) {
        sql.update(PROGRESS)
                .set(PROGRESS.SIZE, size)
                .set(PROGRESS.HIGHEST, highest)
                .execute();
    }

    void store(long bundles) {
        sql.update(PROGRESS).set(PROGRESS.STORED, bundles).execute();
    }

    void sign(long size, Instant at) {
        sql.update(PROGRESS)
                .set(PROGRESS.HEAD_SIZE, size)
                .set(PROGRESS.HEAD_AT, at)
                .execute();
    }

    public Optional<EntryBundle> bundle(long number) {
        return bundles(number, 1).stream().findFirst();
    }

    /** In their order, fewer where there are no more or one is missing. */
    public List<EntryBundle> bundles(long from, int count) {
        Map<Long, EntryBundle> found = bundlesByNumber(from, count);
        return LongStream.range(from, from + count)
                .takeWhile(found::containsKey)
                .mapToObj(found::get)
                .toList();
    }

    /** Those that there are of {@code count} from {@code from} on. */
    public Map<Long, EntryBundle> bundlesByNumber(long from, int count) {
        return sql.select(BUNDLE.NUMBER, BUNDLE.ENTRIES)
                .from(BUNDLE)
                .where(BUNDLE.NUMBER.ge(from), BUNDLE.NUMBER.lt(from + count))
                .fetchMap(BUNDLE.NUMBER, row -> new EntryBundle(row.value2()));
    }

    /** Each takes the place of what there was of it. */
    void write(Map<Long, EntryBundle> bundles, List<GrowingTree.Tile> tiles) {
        if (!bundles.isEmpty()) {
            Object[][] rows = bundles.entrySet().stream()
                    .map(bundle -> row(bundle.getKey(), bundle.getValue()))
                    .toArray(Object[][]::new);
            sql.batch(
                            sql.insertInto(
                                            BUNDLE,
                                            BUNDLE.NUMBER,
                                            BUNDLE.WIDTH,
                                            BUNDLE.LOWEST,
                                            BUNDLE.HIGHEST,
                                            BUNDLE.ENTRIES)
                                    .values((Long) null, null, null, null, null)
                                    .onConflict(BUNDLE.NUMBER)
                                    .doUpdate()
                                    .setAllToExcluded(),
                            rows)
                    .execute();
        }
        if (!tiles.isEmpty()) {
            Object[][] rows = tiles.stream()
                    .map(tile -> new Object[] {tile.level(), tile.number(), tile.hashes()})
                    .toArray(Object[][]::new);
            sql.batch(
                            sql.insertInto(TILE, TILE.LEVEL, TILE.NUMBER, TILE.HASHES)
                                    .values((Integer) null, null, null)
                                    .onConflict(TILE.LEVEL, TILE.NUMBER)
                                    .doUpdate()
                                    .setAllToExcluded(),
                            rows)
                    .execute();
        }
    }

    private static Object[] row(long number, EntryBundle bundle) {
        long lowest = Long.MAX_VALUE;
        long highest = Long.MIN_VALUE;
        for (int entry = 0; entry < bundle.width(); entry++) {
            lowest = Math.min(lowest, bundle.globalIndex(entry));
            highest = Math.max(highest, bundle.globalIndex(entry));
        }
        return new Object[] {number, bundle.width(), lowest, highest, bundle.entries()};
    }

    byte[] tile(int level, long number) {
        byte @Nullable [] hashes = sql.select(TILE.HASHES)
                .from(TILE)
                .where(TILE.LEVEL.eq(level), TILE.NUMBER.eq(number))
                .fetchOne(TILE.HASHES);
        return hashes == null ? new byte[0] : hashes;
    }

    /** A leaf of the tree. */
    public record Leaf(long position, byte[] entry) {}

    /** @return for each of the numbers of events its leaf, none where the event is not sealed */
    public Map<Long, Leaf> leavesOf(Set<Long> globalIndexes) {
        Map<Long, Leaf> leaves = new HashMap<>();
        Long[] wanted = globalIndexes.toArray(Long[]::new);
        sql.select(BUNDLE.NUMBER, BUNDLE.ENTRIES)
                .from(BUNDLE)
                .where(BUNDLE.NUMBER.in(DSL.select(BUNDLE.as("found").NUMBER)
                        .from(DSL.unnest(DSL.val(wanted)).as("wanted", "number"))
                        .join(BUNDLE.as("found"))
                        .on("int8range(found.lowest, found.highest, '[]') @> wanted.number")))
                .fetchStream()
                .forEach(row -> {
                    EntryBundle bundle = new EntryBundle(row.value2());
                    for (int entry = 0; entry < bundle.width(); entry++) {
                        if (globalIndexes.contains(bundle.globalIndex(entry))) {
                            leaves.put(
                                    bundle.globalIndex(entry),
                                    new Leaf(row.value1() * EntryBundle.WIDTH + entry, bundle.entry(entry)));
                        }
                    }
                });
        return leaves;
    }

    /** Whether a transaction may still commit an event of that number, as far as is known. */
    public boolean isInGap(long globalIndex) {
        return sql.fetchExists(GAP, GAP.FIRST.le(globalIndex), GAP.LAST.ge(globalIndex));
    }

    boolean hasGaps() {
        return sql.fetchExists(GAP);
    }

    /** @param horizon the first transaction that cannot have taken one of the numbers */
    void remember(long first, long last, long horizon) {
        sql.insertInto(GAP, GAP.FIRST, GAP.LAST, GAP.HORIZON, GAP.FOUND_AT)
                .values(DSL.val(first), DSL.val(last), DSL.val(horizon), DSL.currentInstant())
                .execute();
    }

    /** An event of that number is there after all; what is left of the gap is as old as it was. */
    void fill(long globalIndex) {
        sql.deleteFrom(GAP)
                .where(GAP.FIRST.le(globalIndex), GAP.LAST.ge(globalIndex))
                .returning()
                .forEach(gap -> {
                    remember(gap.getFirst(), globalIndex - 1, gap);
                    remember(globalIndex + 1, gap.getLast(), gap);
                });
    }

    private void remember(long first, long last, GapRecord of) {
        if (first <= last) {
            sql.insertInto(GAP, GAP.FIRST, GAP.LAST, GAP.HORIZON, GAP.FOUND_AT)
                    .values(first, last, of.getHorizon(), of.getFoundAt())
                    .execute();
        }
    }

    /** Forgets the gaps that nobody can fill any more: all transactions of the time when they were found have ended. */
    void settle(long oldestTransaction, int ageSeconds) {
        sql.deleteFrom(GAP)
                .where(
                        GAP.HORIZON.le(oldestTransaction),
                        GAP.FOUND_AT.lt(DSL.currentInstant().sub(DayToSecond.valueOf(Duration.ofSeconds(ageSeconds)))))
                .execute();
    }
}
