package retrace.kernel.recording;

import java.util.List;
import org.jspecify.annotations.Nullable;
import retrace.kernel.id.SegmentId;
import retrace.kernel.id.SessionId;

/**
 * A query of whoever compares the store with the events, answered by the query side with {@link Found}: the segments
 * that were closed and are not deleted. The answer may be behind the events.
 *
 * @param after the object's name where the answer before ended, null for the first
 * @param limit how many at most, 1 to {@value #LIMIT_MAX}
 */
public record StoredSegments(@Nullable String after, int limit) {

    public static final int LIMIT_MAX = 1000;

    public StoredSegments {
        if (limit < 1 || limit > LIMIT_MAX) {
            throw new IllegalArgumentException("'limit' is a number from 1 to " + LIMIT_MAX + ".");
        }
    }

    /** Whether the store should have it. */
    public enum Expected {
        THERE,
        /** It is known that the store does not have it. */
        MISSING,
        /** It is being deleted. */
        LEAVING
    }

    public record Stored(
            SessionId session,
            SegmentId segment,
            String objectName,
            long generation,
            long sizeBytes,
            Expected expected) {}

    /** @param segments by the name of their object, as its bytes are ordered */
    public record Found(List<Stored> segments) {}
}
