package retrace.query.watchledger;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A part of a video, in milliseconds from its start. */
public record Part(long fromMillis, long toMillis) {

    long millis() {
        return toMillis - fromMillis;
    }

    /** The same stretches in order, those that touch or overlap made one. */
    static List<Part> merged(List<Part> parts) {
        List<Part> merged = new ArrayList<>();
        for (Part part : parts.stream()
                .sorted(Comparator.comparingLong(Part::fromMillis))
                .toList()) {
            if (!merged.isEmpty() && merged.getLast().toMillis() >= part.fromMillis()) {
                Part before = merged.removeLast();
                merged.add(new Part(before.fromMillis(), Math.max(before.toMillis(), part.toMillis())));
            } else {
                merged.add(part);
            }
        }
        return merged;
    }
}
