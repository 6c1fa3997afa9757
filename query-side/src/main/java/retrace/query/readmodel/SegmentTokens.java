package retrace.query.readmodel;

import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;

/** How far a processor is: each of its segments follows the events by itself. */
public record SegmentTokens(List<SegmentToken> tokens) {

    static final SegmentTokens NONE = new SegmentTokens(List.of());

    /** These, but for the segments of which the others are newer. */
    SegmentTokens updatedBy(SegmentTokens newer) {
        TreeMap<Integer, SegmentToken> all = new TreeMap<>();
        tokens.forEach(token -> all.put(token.segment(), token));
        newer.tokens.forEach(token -> all.put(token.segment(), token));
        return new SegmentTokens(List.copyOf(all.values()));
    }

    boolean isEmpty() {
        return tokens.isEmpty();
    }

    /** What all segments together have handled; null as long as one of them has handled nothing. */
    @Nullable
    public TrackingToken lowerBound() {
        @Nullable TrackingToken bound = null;
        for (SegmentToken each : tokens) {
            TrackingToken token = each.token();
            if (token == null) {
                return null;
            }
            bound = bound == null ? token : bound.lowerBound(token);
        }
        return bound;
    }

    /**
     * Whether the segment that an event falls to has handled it.
     *
     * @param part that the event belongs to
     */
    boolean cover(TrackingToken event, String part) {
        Segment[] segments = Segment.computeSegments(
                tokens.stream().mapToInt(SegmentToken::segment).sorted().toArray());
        return IntStream.range(0, segments.length)
                .filter(i -> segments[i].matches(part))
                .mapToObj(i -> tokens.get(i).token())
                .anyMatch(token -> token != null && token.covers(event));
    }
}
