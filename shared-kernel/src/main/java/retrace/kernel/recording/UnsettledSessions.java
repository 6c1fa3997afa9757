package retrace.kernel.recording;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import retrace.kernel.id.SessionId;
import retrace.kernel.id.TeamId;

/**
 * A query of whoever sees to it that sessions come to their end, answered by the query side with {@link Found}: the
 * sessions that run, and those that have ended with a segment that is neither closed nor given up. The answer may be
 * behind the events.
 *
 * @param after where the answer before ended, null for the first
 * @param limit how many at most, 1 to {@value #LIMIT_MAX}
 */
public record UnsettledSessions(@Nullable SessionId after, int limit) {

    public static final int LIMIT_MAX = 1000;

    public UnsettledSessions {
        if (limit < 1 || limit > LIMIT_MAX) {
            throw new IllegalArgumentException("'limit' is a number from 1 to " + LIMIT_MAX + ".");
        }
    }

    /** @param startedAt null where it is not known any more: long ago */
    public record Unsettled(
            SessionId session,
            TeamId team,
            boolean recorded,
            boolean ended,
            @Nullable Instant startedAt) {}

    /** @param sessions by their identifier */
    public record Found(List<Unsettled> sessions) {}
}
