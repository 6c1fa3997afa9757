package retrace.kernel.link;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A part of a video that a player says it has played.
 *
 * @param fromMillis from the video's start
 * @param toMillis where it ended; {@link #MILLIS_MAX} at most
 */
public record PlayedPart(long fromMillis, long toMillis) {

    /** No recording is nearly as long as that. */
    public static final long MILLIS_MAX = Duration.ofDays(7).toMillis();

    /** How many parts a player tells at a time. */
    public static final int COUNT_MAX = 100;

    public PlayedPart {
        if (fromMillis < 0 || toMillis <= fromMillis || toMillis > MILLIS_MAX) {
            throw new IllegalArgumentException("No part of a video: " + fromMillis + " to " + toMillis + " ms.");
        }
    }

    /** The same stretches in order, those that touch or overlap made one. */
    public static List<PlayedPart> merged(List<PlayedPart> parts) {
        List<PlayedPart> merged = new ArrayList<>();
        for (PlayedPart part : parts.stream()
                .sorted(Comparator.comparingLong(PlayedPart::fromMillis))
                .toList()) {
            if (!merged.isEmpty() && merged.getLast().toMillis >= part.fromMillis) {
                PlayedPart before = merged.removeLast();
                merged.add(new PlayedPart(before.fromMillis, Math.max(before.toMillis, part.toMillis)));
            } else {
                merged.add(part);
            }
        }
        return List.copyOf(merged);
    }
}
