package retrace.query.eventlog;

import java.io.IOException;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import org.jooq.DSLContext;
import retrace.query.eventlog.GrowingTree.Leaf;
import retrace.query.eventlog.LogTables.Reached;
import retrace.query.eventlog.tree.TreeHasher;

/**
 * Adds events to the tree, in batches that are each one transaction. An event whose transaction was slower than later
 * ones is added when it is there: numbers that were missing are looked for again until no transaction can have them any
 * more. Only one may be at work at a time; not thread-safe.
 */
final class Sealer {

    private static final long LOWEST = 1;

    /** As many as one thread hashes at a time, and as many times as that in memory. */
    private static final int EVENTS_AT_A_TIME = 512;

    private static final int AHEAD_MAX = 8;

    private final Connection connection;
    private final DSLContext sql;
    private final LogTables tables;
    private final int batch;
    private final int gapAgeSeconds;
    private final ExecutorService threads;

    /**
     * @param connection of which nobody else makes use meanwhile, in auto-commit
     * @param batch how many events in a transaction
     * @param gapAgeSeconds a missing number is looked for so long at least: a transaction takes its number a moment before
     *     others can see that it runs
     * @param threads that hash
     */
    Sealer(Connection connection, int batch, int gapAgeSeconds, ExecutorService threads) {
        this.connection = connection;
        this.sql = LogTables.sql(connection);
        this.tables = new LogTables(sql);
        this.batch = batch;
        this.gapAgeSeconds = gapAgeSeconds;
        this.threads = threads;
    }

    /** The numbers from one to another. */
    private record Gap(long first, long last) {}

    /** @return how many events it has sealed; fewer than a batch where there are no more for now */
    int sealBatch() throws SQLException, IOException {
        connection.setAutoCommit(false);
        try {
            sql.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
            int sealed = sealInTransaction();
            connection.commit();
            return sealed;
        } finally {
            rollBack();
        }
    }

    private void rollBack() throws SQLException {
        if (!connection.isClosed()) {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private int sealInTransaction() throws SQLException, IOException {
        Reached reached = tables.reached();
        GrowingTree tree = new GrowingTree(tables, new TreeHasher(), reached.size());
        int late = sealLate(tree);
        int left = batch - late;
        if (left > 0) {
            settle();
        }
        long highest = left > 0 ? sealNew(tree, Math.max(reached.highest(), LOWEST - 1), left) : reached.highest();
        if (tree.size() > reached.size()) {
            tree.flush();
            tables.reach(tree.size(), highest);
        }
        return (int) (tree.size() - reached.size());
    }

    private int sealLate(GrowingTree tree) throws SQLException, IOException {
        if (!tables.hasGaps()) {
            return 0;
        }
        List<Long> found = new ArrayList<>();
        HashedInOrder leaves = new HashedInOrder(tree);
        try (EventRows rows = EventRows.of(
                connection,
                "SELECT " + EventRows.SELECTED + " FROM event_log.gap g CROSS JOIN LATERAL (SELECT * FROM "
                        + EventEncoding.TABLE + " WHERE global_index BETWEEN g.first AND g.last"
                        + " ORDER BY global_index LIMIT " + batch + ") e ORDER BY e.global_index LIMIT " + batch)) {
            while (rows.next()) {
                leaves.add(rows.row());
                found.add(rows.row().globalIndex());
            }
            leaves.finish();
        }
        found.forEach(tables::fill);
        return found.size();
    }

    /** All gaps have been looked into with the snapshot that is asked here. */
    private void settle() {
        tables.settle(
                sql.fetchSingle("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
                        .get(0, Long.class),
                gapAgeSeconds);
    }

    /** @return the highest number that is sealed now */
    private long sealNew(GrowingTree tree, long highest, int limit) throws SQLException, IOException {
        List<Gap> gaps = new ArrayList<>();
        long last = highest;
        HashedInOrder leaves = new HashedInOrder(tree);
        try (EventRows rows = EventRows.of(
                connection,
                "SELECT " + EventRows.SELECTED + " FROM " + EventEncoding.TABLE + " e WHERE e.global_index > " + highest
                        + " ORDER BY e.global_index LIMIT " + limit)) {
            while (rows.next()) {
                long globalIndex = rows.row().globalIndex();
                if (globalIndex > last + 1) {
                    gaps.add(new Gap(last + 1, globalIndex - 1));
                }
                last = globalIndex;
                leaves.add(rows.row());
            }
            leaves.finish();
        }
        if (!gaps.isEmpty()) {
            long horizon = sql.fetchSingle("SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint")
                    .get(0, Long.class);
            gaps.forEach(gap -> tables.remember(gap.first(), gap.last(), horizon));
        }
        return last;
    }

    /** Events that are hashed by several threads and added to the tree in their order. */
    private final class HashedInOrder {

        private final InOrder<List<Leaf>> leaves;
        private List<EventRow> rows = new ArrayList<>();

        HashedInOrder(GrowingTree tree) {
            leaves = new InOrder<>(threads, AHEAD_MAX, hashed -> hashed.forEach(tree::append));
        }

        void add(EventRow row) throws SQLException, IOException {
            rows.add(row);
            if (rows.size() == EVENTS_AT_A_TIME) {
                hash();
            }
        }

        private void hash() throws SQLException, IOException {
            List<EventRow> taken = rows;
            rows = new ArrayList<>();
            leaves.add(() -> {
                MessageDigest sha256 = TreeHasher.sha256();
                TreeHasher hasher = new TreeHasher();
                return taken.stream().map(row -> Leaf.of(row, sha256, hasher)).toList();
            });
        }

        void finish() throws SQLException, IOException {
            hash();
            leaves.finish();
        }
    }
}
