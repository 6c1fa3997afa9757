package retrace.query.retentionschedule;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import retrace.query.readmodel.Behind;
import retrace.query.readmodel.RetentionRule;

/**
 * What will be deleted, what would be if it were not held, and what is being deleted; those that are due first come
 * first.
 *
 * @param rule what holds for all that is not decided yet
 * @param next what to ask {@code after} for the next page, null on the last
 */
public record DueRecordings(
        Behind behind,
        RetentionRule rule,
        List<Recording> items,
        @Nullable String next) {

    /** What becomes of a recording when its time is over. */
    public enum State {
        /** It will be deleted. */
        SCHEDULED,
        /** It will be kept until all holds are released. */
        HELD,
        /** Its deletion is decided, and not done or not reported yet. */
        DELETING
    }

    /**
     * @param endedAt from when its days are counted
     * @param heldFor names of the cases that keep it, none where it is decided
     * @param failure why it could not be deleted when it was last tried; null where it was not tried, likewise
     *     {@code failedAt}
     */
    public record Recording(
            String segment,
            String session,
            String endpoint,
            String endpointName,
            int monitor,
            long sizeBytes,
            Instant endedAt,
            Instant dueAt,
            State state,
            RetentionRule rule,
            List<String> heldFor,
            @Nullable String failure,
            @Nullable Instant failedAt) {}
}
