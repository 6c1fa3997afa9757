package retrace.query.eventlog.verify;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;
import retrace.query.eventlog.EntryBundle;
import retrace.query.eventlog.InOrder;

/**
 * Compares events with the log's entries, several ranges at a time. Both are nearly in the same order: an event that comes
 * before its entry, because it was sealed late, is remembered until its entry comes. For one thread.
 */
final class EventComparison {

    private static final long FIRST = Long.MIN_VALUE + 1;

    private final Snapshot snapshot;
    private final Differences differences;
    private final InOrder<RangeComparison> ranges;
    private final Watcher watcher;
    private final Map<Long, SeenEvent> early = new HashMap<>();
    private long readTo = FIRST;
    private long read;
    private long untold;

    /** @param watcher is told how many events are compared */
    EventComparison(
            Snapshot snapshot, ExecutorService threads, int aheadMax, Differences differences, Watcher watcher) {
        this.snapshot = snapshot;
        this.differences = differences;
        this.ranges = new InOrder<>(threads, aheadMax, this::take);
        this.watcher = watcher;
    }

    /** The next entries, from {@code position} on. */
    void compare(long position, List<EntryBundle> bundles) throws SQLException, IOException {
        List<Entry> entries = Entry.sorted(position, bundles);
        long after = readTo;
        int late = 0;
        while (late < entries.size() && entries.get(late).globalIndex() <= after) {
            late++;
        }
        List<Entry> before = entries.subList(0, late);
        List<Entry> within = entries.subList(late, entries.size());
        if (!within.isEmpty()) {
            readTo = within.getLast().globalIndex();
        }
        ranges.add(() -> snapshot.ask(connection -> RangeComparison.of(connection, after, before, within)));
    }

    /** Waits until all is compared. */
    void finish() throws SQLException, IOException {
        ranges.finish();
    }

    private void take(RangeComparison range) {
        for (Entry entry : range.late()) {
            resolveLate(entry);
        }
        for (SeenEvent event : range.early()) {
            remember(event);
        }
        differences.addAll(range.differences());
        untold += range.untold();
        read += range.read();
        watcher.at(read, 0);
    }

    private void resolveLate(Entry entry) {
        @Nullable SeenEvent event = early.remove(entry.globalIndex());
        if (event == null) {
            differences.removed(entry.globalIndex(), entry.position(), entry.digest());
        } else if (!entry.isOf(event.digest())) {
            differences.changed(event, entry.digest());
        }
    }

    private void remember(SeenEvent event) {
        if (early.size() < RangeComparison.EARLY_MAX) {
            early.put(event.globalIndex(), event);
        } else {
            untold++;
        }
    }

    /** Events whose entry has not come. */
    List<SeenEvent> withoutEntry() {
        return early.values().stream()
                .sorted(Comparator.comparingLong(SeenEvent::globalIndex))
                .toList();
    }

    /** More of them, which were too many to remember. */
    long untold() {
        return untold;
    }

    /** How many events it has read. */
    long read() {
        return read;
    }

    /** The number up to which all events are compared. */
    long readTo() {
        return readTo;
    }
}
