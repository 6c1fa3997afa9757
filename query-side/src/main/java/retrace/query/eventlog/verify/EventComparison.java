package retrace.query.eventlog.verify;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import retrace.query.eventlog.EntryBundle;
import retrace.query.eventlog.EventRows;

/**
 * Streams the events beside the log's entries. Both are nearly in the same order: an event that comes before its entry,
 * because it was sealed late, is remembered until its entry comes. Not thread-safe.
 */
final class EventComparison {

    /** So many late ones are no history but an attack. */
    static final int EARLY_MAX = 1_000_000;

    private static final long FIRST = Long.MIN_VALUE + 1;

    private final Connection connection;
    private final Differences differences;
    private final Map<Long, SeenEvent> early = new HashMap<>();
    private long readTo = FIRST;
    private long read;
    private long untold;

    EventComparison(Connection connection, Differences differences) {
        this.connection = connection;
        this.differences = differences;
    }

    /** An entry of the log. */
    private record Entry(long position, long globalIndex, byte[] digest) {}

    /** The next entries, from {@code position} on. */
    void compare(long position, List<EntryBundle> bundles) throws SQLException, IOException {
        Entry[] entries = entries(position, bundles);
        Arrays.sort(entries, Comparator.comparingLong(Entry::globalIndex));
        long from = readTo;
        int next = 0;
        while (next < entries.length && entries[next].globalIndex() <= from) {
            resolveLate(entries[next++]);
        }
        if (next < entries.length) {
            readTo = entries[entries.length - 1].globalIndex();
            compareNew(from, entries, next);
        }
    }

    private static Entry[] entries(long position, List<EntryBundle> bundles) {
        Entry[] entries =
                new Entry[bundles.stream().mapToInt(EntryBundle::width).sum()];
        int filled = 0;
        for (EntryBundle bundle : bundles) {
            for (int entry = 0; entry < bundle.width(); entry++) {
                entries[filled] = new Entry(position + filled, bundle.globalIndex(entry), bundle.digest(entry));
                filled++;
            }
        }
        return entries;
    }

    private void resolveLate(Entry entry) {
        SeenEvent event = early.remove(entry.globalIndex());
        if (event == null) {
            differences.removed(entry.globalIndex(), entry.position(), entry.digest());
        } else if (!Arrays.equals(event.digest(), entry.digest())) {
            differences.changed(event, entry.digest());
        }
    }

    private void compareNew(long from, Entry[] entries, int first) throws SQLException, IOException {
        int next = first;
        try (EventRows rows = EventRows.between(connection, from, readTo)) {
            while (rows.next()) {
                read++;
                while (next < entries.length && entries[next].globalIndex() < rows.globalIndex()) {
                    Entry entry = entries[next++];
                    differences.removed(entry.globalIndex(), entry.position(), entry.digest());
                }
                byte[] digest = rows.digest();
                if (next == entries.length || entries[next].globalIndex() != rows.globalIndex()) {
                    remember(rows, digest);
                } else if (!Arrays.equals(entries[next].digest(), digest)) {
                    differences.changed(SeenEvent.of(rows, digest), entries[next++].digest());
                } else {
                    next++;
                }
            }
        }
        for (; next < entries.length; next++) {
            differences.removed(entries[next].globalIndex(), entries[next].position(), entries[next].digest());
        }
    }

    private void remember(EventRows rows, byte[] digest) {
        if (early.size() < EARLY_MAX) {
            early.put(rows.globalIndex(), SeenEvent.of(rows, digest));
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
