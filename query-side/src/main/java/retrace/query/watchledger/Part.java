package retrace.query.watchledger;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A part of a video, in milliseconds from its start. */
public record Part(long fromMillis, long toMillis) {

    long millis() {
        return toMillis - fromMillis;
    }

    /** The same stretches in order, those that overlap or are no further apart than that made one. */
    static List<Part> merged(List<Part> parts, long apartMillisMax) {
        List<Part> merged = new ArrayList<>();
        for (Part part : parts.stream()
                .sorted(Comparator.comparingLong(Part::fromMillis))
                .toList()) {
            if (!merged.isEmpty() && part.fromMillis() - merged.getLast().toMillis() <= apartMillisMax) {
                Part before = merged.removeLast();
                merged.add(new Part(before.fromMillis(), Math.max(before.toMillis(), part.toMillis())));
            } else {
                merged.add(part);
            }
        }
        return merged;
    }

    /** What of the stretches is in a video of that length. */
    static List<Part> within(long lengthMillis, List<Part> parts) {
        return parts.stream()
                .filter(part -> part.fromMillis < lengthMillis)
                .map(part -> new Part(part.fromMillis, Math.min(part.toMillis, lengthMillis)))
                .toList();
    }
}
