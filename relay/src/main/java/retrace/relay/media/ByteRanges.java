package retrace.relay.media;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Parts of a file; those that touch or overlap are one. */
final class ByteRanges {

    /** By their first bytes: the byte after each's last. */
    private final NavigableMap<Long, Long> ends = new TreeMap<>();

    /** @param to the byte after the last */
    record Range(long from, long to) {}

    void add(long from, long to) {
        long start = from;
        long end = to;
        Map.Entry<Long, Long> before = ends.floorEntry(from);
        if (before != null && before.getValue() >= from) {
            start = before.getKey();
            end = Math.max(end, before.getValue());
        }
        NavigableMap<Long, Long> within = ends.subMap(start, true, end, true);
        while (!within.isEmpty()) {
            end = Math.max(end, within.pollFirstEntry().getValue());
            within = ends.subMap(start, true, end, true);
        }
        ends.put(start, end);
    }

    int count() {
        return ends.size();
    }

    boolean isEmpty() {
        return ends.isEmpty();
    }

    /** All there are, in order; there are none any more. */
    List<Range> take() {
        List<Range> taken = new ArrayList<>(ends.size());
        ends.forEach((from, to) -> taken.add(new Range(from, to)));
        ends.clear();
        return taken;
    }
}
