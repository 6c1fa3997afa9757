package retrace.infra.launcher.segments;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a process is to let go, so that all who are there have about as many segments. Whoever has less than its share
 * takes what is free by itself; so it is enough that those who have more let go.
 */
final class FairShare {

    private FairShare() {}

    /**
     * @param all segments of all projections
     * @param present how many processes there are, this one among them
     * @return of this process's segments those above its share, of the projection first that it has most of
     */
    static List<ClaimedSegment> surplus(List<ClaimedSegment> all, String node, int present) {
        Map<String, List<ClaimedSegment>> own = new TreeMap<>();
        all.stream()
                .filter(segment -> node.equals(segment.owner()))
                .forEach(segment -> own.computeIfAbsent(segment.processor(), any -> new ArrayList<>())
                        .add(segment));
        int share = Math.ceilDiv(all.size(), Math.max(1, present));
        int having = own.values().stream().mapToInt(List::size).sum();
        List<ClaimedSegment> surplus = new ArrayList<>();
        while (surplus.size() < having - share) {
            List<ClaimedSegment> most = own.values().stream()
                    .max(Comparator.comparingInt(List::size))
                    .orElseThrow();
            surplus.add(most.removeLast());
        }
        return surplus;
    }
}
