package retrace.infra.launcher.segments;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toList;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.TreeMap;

/**
 * What a process is to let go, so that all who are there have about as many segments, of all projections together and of
 * each: one is busier than another. Whoever has less than its share takes what is free by itself; so it is enough that
 * those who have more let go.
 */
final class FairShare {

    private FairShare() {}

    /**
     * @param all segments of all projections
     * @param present how many processes there are, this one among them
     * @return of this process's segments those above its share, of the projection first that it has most of
     */
    static List<ClaimedSegment> surplus(List<ClaimedSegment> all, String node, int present) {
        List<ClaimedSegment> surplus = new ArrayList<>();
        List<Deque<ClaimedSegment>> own = new ArrayList<>();
        for (List<ClaimedSegment> projection : byProjection(all)) {
            Deque<ClaimedSegment> here = projection.stream()
                    .filter(segment -> node.equals(segment.owner()))
                    .collect(toCollection(ArrayDeque::new));
            letGo(here, share(projection.size(), present), surplus);
            own.add(here);
        }
        while (having(own) > share(all.size(), present)) {
            Deque<ClaimedSegment> most =
                    own.stream().max(Comparator.comparingInt(Deque::size)).orElseThrow();
            letGo(most, most.size() - 1, surplus);
        }
        return surplus;
    }

    private static Collection<List<ClaimedSegment>> byProjection(List<ClaimedSegment> all) {
        return all.stream()
                .collect(groupingBy(ClaimedSegment::processor, TreeMap::new, toList()))
                .values();
    }

    private static void letGo(Deque<ClaimedSegment> segments, int left, List<ClaimedSegment> surplus) {
        while (segments.size() > left) {
            surplus.add(segments.removeLast());
        }
    }

    private static int share(int segments, int present) {
        return Math.ceilDiv(segments, Math.max(1, present));
    }

    private static int having(List<Deque<ClaimedSegment>> own) {
        return own.stream().mapToInt(Deque::size).sum();
    }
}
