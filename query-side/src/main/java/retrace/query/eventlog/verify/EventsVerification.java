package retrace.query.eventlog.verify;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import retrace.query.eventlog.BundleStore;
import retrace.query.eventlog.EntryBundle;
import retrace.query.eventlog.Heads;
import retrace.query.eventlog.LogObjects;
import retrace.query.eventlog.LogTables;
import retrace.query.eventlog.LogTables.Reached;
import retrace.query.eventlog.note.TreeHead;
import retrace.query.eventlog.note.VerifierKey;
import retrace.query.eventlog.tree.Frontier;
import retrace.query.eventlog.tree.TreeHasher;

/**
 * Compares every event with the log, and the log with its signed heads. The store's copy of the log is the one that is
 * believed, unless the heads say that the database's is the right one. Needs memory for a batch of entries, not for the
 * history. Not thread-safe.
 */
public final class EventsVerification {

    private static final int BUNDLES_AT_A_TIME = 256;
    private static final int STORE_CALLS_MAX = 16;

    private final Connection connection;
    private final LogObjects objects;
    private final List<VerifierKey> keys;
    private final int headsMax;
    private final Watcher watcher;

    /**
     * @param connection of which nobody else makes use meanwhile
     * @param keys one of which must have signed each head; none where nobody knows any
     * @param headsMax how many heads are compared, at least one
     */
    public EventsVerification(
            Connection connection, LogObjects objects, List<VerifierKey> keys, int headsMax, Watcher watcher) {
        this.connection = connection;
        this.objects = objects;
        this.keys = List.copyOf(keys);
        this.headsMax = headsMax;
        this.watcher = watcher;
    }

    public EventsReport run() throws SQLException, IOException {
        connection.setAutoCommit(false);
        try {
            Pass first = new Pass(true);
            EventsReport report = first.run();
            if (first.heads.isContradicted() && first.bundles.isAnyDifferent()) {
                Pass second = new Pass(false);
                EventsReport other = second.run();
                return second.heads.isContradicted() ? report : other;
            }
            return report;
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    /** Once through everything. */
    private final class Pass {

        private final Findings findings = new Findings();
        private final HeadChecks heads;
        private final LogTables tables = new LogTables(LogTables.sql(connection));
        private final TreeHasher hasher = new TreeHasher();
        private final Frontier tree = new Frontier(hasher);
        private final Differences differences = new Differences();
        private final EventComparison comparison = new EventComparison(connection, differences);
        private final Reached reached;
        private final long signed;
        private final BundleChoice bundles;

        /** The heads are looked at before the database, which so has all that they stand for. */
        Pass(boolean believesStore) throws IOException, SQLException {
            heads = HeadChecks.of(new Heads(objects), keys, headsMax, findings);
            @Nullable TreeHead newest = heads.newest();
            signed = newest == null ? 0 : newest.size();
            connection.rollback();
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            reached = tables.reached();
            bundles = new BundleChoice(believesStore, findings);
        }

        EventsReport run() throws SQLException, IOException {
            long size = Math.max(signed, reached.size());
            long count = Math.ceilDiv(size, EntryBundle.WIDTH);
            for (long number = 0; number < count; number += BUNDLES_AT_A_TIME) {
                long first = number * EntryBundle.WIDTH;
                List<EntryBundle> chosen = read(number, (int) Math.min(BUNDLES_AT_A_TIME, count - number), size);
                for (EntryBundle bundle : chosen) {
                    grow(bundle);
                }
                comparison.compare(first, chosen);
                watcher.at(Math.min(size, first + (long) BUNDLES_AT_A_TIME * EntryBundle.WIDTH), size);
            }
            heads.finished(tree);
            long unsealed = judgeWithoutEntry() + countAfter(comparison.readTo());
            differences.tell(findings);
            return new EventsReport(
                    comparison.read(), heads.newest(), heads.checked(), Math.max(0, size - signed), unsealed, findings);
        }

        private List<EntryBundle> read(long from, int count, long size) throws IOException {
            Map<Long, EntryBundle> inDatabase = tables.bundlesByNumber(from, count);
            List<Integer> widths = LongStream.range(from, from + count)
                    .map(number -> Math.min(EntryBundle.WIDTH, signed - number * EntryBundle.WIDTH))
                    .takeWhile(width -> width > 0)
                    .mapToObj(width -> (int) width)
                    .toList();
            List<Optional<EntryBundle>> inStore = new BundleStore(objects, STORE_CALLS_MAX).read(from, widths);
            List<EntryBundle> chosen = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                long number = from + i;
                int width = (int) Math.min(EntryBundle.WIDTH, size - number * EntryBundle.WIDTH);
                chosen.add(bundles.choose(
                        number,
                        width,
                        i < widths.size() ? widths.get(i) : 0,
                        i < widths.size() ? inStore.get(i) : Optional.empty(),
                        Optional.ofNullable(inDatabase.get(number))));
            }
            return chosen;
        }

        private void grow(EntryBundle bundle) throws IOException {
            for (int entry = 0; entry < bundle.width(); entry++) {
                tree.append(bundle.leafHash(entry, hasher));
                if (tree.size() >= heads.next()) {
                    heads.reached(tree);
                }
            }
        }

        /** @return how many of them are only late */
        private long judgeWithoutEntry() {
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

        private long countAfter(long globalIndex) throws SQLException {
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
}
