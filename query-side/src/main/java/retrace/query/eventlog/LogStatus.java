package retrace.query.eventlog;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the seal on the event log fares, as this process knows it.
 *
 * @param sealed events in the tree
 * @param signed events under the newest head
 * @param signedAt when that was signed, null where there is none
 * @param isBroken whether nothing more is signed until somebody has looked
 * @param failure why the last round has failed, a sentence; null where it has not
 */
public record LogStatus(
        long sealed,
        long signed,
        @Nullable Instant signedAt,
        boolean isBroken,
        @Nullable String failure) {

    static final LogStatus NEW = new LogStatus(0, 0, null, false, null);

    LogStatus failed(boolean broken, String why) {
        return new LogStatus(sealed, signed, signedAt, broken, why);
    }
}
