package retrace.query.eventlog.verify;

import java.io.IOException;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import retrace.query.eventlog.EventRow;
import retrace.query.eventlog.EventRows;
import retrace.query.eventlog.tree.TreeHasher;

/** Streams the events of a range of numbers beside the entries for it. Not thread-safe; nobody waits for another. */
final class RangeComparison {

    /** So many late ones are no history but an attack. */
    static final int EARLY_MAX = 1_000_000;

    private final MessageDigest sha256 = TreeHasher.sha256();
    private final List<Entry> entries;
    private final List<Entry> late;
    private final Differences differences = new Differences();
    private final List<SeenEvent> early = new ArrayList<>();
    private int next;
    private long read;
    private long untold;

    private RangeComparison(List<Entry> late, List<Entry> entries) {
        this.late = late;
        this.entries = entries;
    }

    /**
     * @param after the number before the range
     * @param late entries for numbers before the range, to be looked for among those of earlier ranges
     * @param entries for numbers in the range, in their order; the last one's ends it
     */
    static RangeComparison of(Connection connection, long after, List<Entry> late, List<Entry> entries)
            throws SQLException, IOException {
        RangeComparison comparison = new RangeComparison(late, entries);
        if (!entries.isEmpty()) {
            try (EventRows rows =
                    EventRows.between(connection, after, entries.getLast().globalIndex())) {
                while (rows.next()) {
                    comparison.compare(rows.row());
                }
            }
            comparison.removedBefore(Long.MAX_VALUE);
        }
        return comparison;
    }

    private void compare(EventRow row) {
        read++;
        removedBefore(row.globalIndex());
        byte[] digest = row.digest(sha256);
        if (next == entries.size() || entries.get(next).globalIndex() != row.globalIndex()) {
            remember(row, digest);
            return;
        }
        Entry entry = entries.get(next++);
        if (!entry.isOf(digest)) {
            differences.changed(SeenEvent.of(row, digest), entry.digest());
        }
    }

    private void removedBefore(long globalIndex) {
        while (next < entries.size() && entries.get(next).globalIndex() < globalIndex) {
            Entry entry = entries.get(next++);
            differences.removed(entry.globalIndex(), entry.position(), entry.digest());
        }
    }

    private void remember(EventRow row, byte[] digest) {
        if (early.size() < EARLY_MAX) {
            early.add(SeenEvent.of(row, digest));
        } else {
            untold++;
        }
    }

    Differences differences() {
        return differences;
    }

    List<Entry> late() {
        return late;
    }

    /** Events whose entry is not in the range. */
    List<SeenEvent> early() {
        return early;
    }

    /** More of them, which were too many to remember. */
    long untold() {
        return untold;
    }

    /** How many events it has read. */
    long read() {
        return read;
    }
}
