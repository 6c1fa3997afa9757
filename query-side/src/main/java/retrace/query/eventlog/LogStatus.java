package retrace.query.eventlog;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the seal on the event log fares, as this process knows it.
 *
 * @param sealed events in the tree
 * @param unsealed numbers of events after the last one that is sealed, at the time of the last round
 * @param signed events under the newest head
 * @param signedAt when that was signed, null where there is none
 * @param isBroken whether nothing more is signed until somebody has looked
 * @param failure why the last round has failed, a sentence; null where it has not
 */
public record LogStatus(
        long sealed,
        long unsealed,
        long signed,
        @Nullable Instant signedAt,
        boolean isBroken,
        @Nullable String failure) {

    static final LogStatus NEW = new LogStatus(0, 0, 0, null, false, null);

    /** @return whether there was anything in the last round that the newest head does not have */
    public boolean isWaiting() {
        return unsealed > 0 || sealed > signed;
    }

    /** @return how long ago the newest head was signed; none where there is none */
    public Duration headAge(Instant now) {
        return signedAt == null ? Duration.ZERO : Duration.between(signedAt, now);
    }

    LogStatus failed(boolean broken, @Nullable String why) {
        return new LogStatus(sealed, unsealed, signed, signedAt, broken, why);
    }
}
