package retrace.query.eventlog.verify;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import retrace.query.eventlog.BundleStore;
import retrace.query.eventlog.EntryBundle;
import retrace.query.eventlog.Heads;
import retrace.query.eventlog.InOrder;
import retrace.query.eventlog.LogObjects;
import retrace.query.eventlog.LogTables;
import retrace.query.eventlog.LogTables.Reached;
import retrace.query.eventlog.note.TreeHead;
import retrace.query.eventlog.note.VerifierKey;
import retrace.query.eventlog.tree.Frontier;
import retrace.query.eventlog.tree.TreeHasher;

/**
 * Compares every event with the log, and the log with its signed heads. The store's copy of the log is the one that is
 * believed, unless the heads say that the database's is the right one. Needs memory for some thousands of events and
 * entries for each thread, not for the history. Not thread-safe.
 */
public final class EventsVerification {

    private static final int BUNDLES_AT_A_TIME = 64;
    private static final int STORE_CALLS_MAX = 16;
    private static final int AHEAD_FOR_EACH_THREAD = 2;

    private final DataSource database;
    private final LogObjects objects;
    private final List<VerifierKey> keys;
    private final int headsMax;
    private final int threads;
    private final Watcher watcher;

    /**
     * @param keys one of which must have signed each head; none where nobody knows any
     * @param headsMax how many heads are compared, at least one
     * @param threads that read and hash, each with a connection of its own
     */
    public EventsVerification(
            DataSource database,
            LogObjects objects,
            List<VerifierKey> keys,
            int headsMax,
            int threads,
            Watcher watcher) {
        this.database = database;
        this.objects = objects;
        this.keys = List.copyOf(keys);
        this.headsMax = headsMax;
        this.threads = threads;
        this.watcher = watcher;
    }

    public EventsReport run() throws SQLException, IOException {
        Pass first = new Pass(true);
        EventsReport report = first.run();
        if (first.heads.isContradicted() && first.isAnyCopyDifferent) {
            Pass second = new Pass(false);
            EventsReport other = second.run();
            return second.heads.isContradicted() ? report : other;
        }
        return report;
    }

    /** Once through everything. */
    private final class Pass {

        private final Findings findings = new Findings();
        private final Frontier tree = new Frontier(new TreeHasher());
        private final Differences differences = new Differences();
        private final HeadChecks heads;
        private final long signed;
        private final boolean believesStore;
        private boolean isAnyCopyDifferent;

        /** The heads are looked at before the database, which so has all that they stand for. */
        Pass(boolean believesStore) throws IOException {
            this.believesStore = believesStore;
            heads = HeadChecks.of(new Heads(objects), keys, headsMax, findings);
            @Nullable TreeHead newest = heads.newest();
            signed = newest == null ? 0 : newest.size();
        }

        EventsReport run() throws SQLException, IOException {
            try (Snapshot snapshot = Snapshot.take(database, threads);
                    ExecutorService pool = Executors.newFixedThreadPool(threads)) {
                Reached reached = snapshot.ask(connection -> tables(connection).reached());
                heads.require(reached.headSize());
                long size = Math.max(signed, reached.size());
                int aheadMax = AHEAD_FOR_EACH_THREAD * threads;
                EventComparison comparison = new EventComparison(
                        snapshot, pool, aheadMax, differences, (read, total) -> watcher.at(read, size));
                InOrder<LogStretch> stretches = new InOrder<>(pool, aheadMax, stretch -> judge(stretch, comparison));
                LogStretch.Log log = new LogStretch.Log(
                        snapshot, new BundleStore(objects, STORE_CALLS_MAX), size, signed, believesStore);
                long count = Math.ceilDiv(size, EntryBundle.WIDTH);
                for (long number = 0; number < count; number += BUNDLES_AT_A_TIME) {
                    long from = number;
                    stretches.add(() -> log.read(from, (int) Math.min(BUNDLES_AT_A_TIME, count - from)));
                }
                stretches.finish();
                comparison.finish();
                heads.finished(tree);
                return report(snapshot, comparison, size);
            }
        }

        private void judge(LogStretch stretch, EventComparison comparison) throws SQLException, IOException {
            findings.addAll(stretch.choice().findings());
            isAnyCopyDifferent |= stretch.choice().isAnyDifferent();
            stretch.growInto(tree, heads);
            comparison.compare(
                    stretch.number() * EntryBundle.WIDTH,
                    stretch.bundles().stream().map(LogStretch.Hashed::bundle).toList());
        }

        private EventsReport report(Snapshot snapshot, EventComparison comparison, long size)
                throws SQLException, IOException {
            long unsealed = snapshot.ask(connection ->
                    judgeWithoutEntry(tables(connection), comparison) + countAfter(connection, comparison.readTo()));
            differences.tell(findings);
            return new EventsReport(
                    comparison.read(), heads.newest(), heads.checked(), Math.max(0, size - signed), unsealed, findings);
        }

        /** @return how many of them are only late */
        private long judgeWithoutEntry(LogTables tables, EventComparison comparison) {
            long late = 0;
            for (SeenEvent event : comparison.withoutEntry()) {
                if (tables.isInGap(event.globalIndex())) {
                    late++;
                } else {
                    differences.added(event);
                }
            }
            findings.addUntold(comparison.untold());
            return late;
        }
    }

    private static LogTables tables(Connection connection) {
        return new LogTables(LogTables.sql(connection));
    }

    private static long countAfter(Connection connection, long globalIndex) throws SQLException {
        try (PreparedStatement counting =
                connection.prepareStatement("SELECT count(*) FROM events.domain_event WHERE global_index > ?")) {
            counting.setLong(1, globalIndex);
            try (ResultSet count = counting.executeQuery()) {
                count.next();
                return count.getLong(1);
            }
        }
    }
}
