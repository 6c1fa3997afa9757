package retrace.kernel.recording;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import retrace.kernel.id.SegmentId;
import retrace.kernel.id.SessionId;

/**
 * A query of whoever deletes recordings, answered by the query side with {@link Found}: the segments whose time is over
 * and that no hold keeps, and those whose deletion is decided and not reported as done. The answer may be behind the
 * events; what is really to be deleted, the command side decides.
 *
 * @param after where the answer before ended, null for the oldest
 * @param limit how many at most, 1 to {@value #LIMIT_MAX}
 */
public record DueSegments(@Nullable Due after, int limit) {

    public static final int LIMIT_MAX = 1000;

    public DueSegments {
        if (limit < 1 || limit > LIMIT_MAX) {
            throw new IllegalArgumentException("'limit' is a number from 1 to " + LIMIT_MAX + ".");
        }
    }

    /** @param endedAt the end of the recording, from which its days are counted */
    public record Due(SessionId session, SegmentId segment, Instant endedAt) {}

    /** @param oldestFirst by {@code endedAt}, then by segment */
    public record Found(List<Due> oldestFirst) {}
}
