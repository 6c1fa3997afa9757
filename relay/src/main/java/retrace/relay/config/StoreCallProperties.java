package retrace.relay.config;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import retrace.relay.store.StoreCallSettings;

/**
 * How patient the relay is with the store, whichever it is.
 *
 * @param callTime how long one try may take
 * @param composeTime how long one try at putting a segment together may take
 * @param attemptsMax tries of one call before it counts as failed
 * @param firstPause before the second try; the pauses double and are jittered by half
 * @param pauseMax no pause is longer, jitter aside
 * @param callsMax calls under way at a time
 * @param turnTime how long a call waits for one of those to end
 * @param breakerCalls of how many calls the last ones are judged; half of them failed, and the store is left alone
 * @param breakerPause for so long, before a few calls find out whether it is back
 */
@ConfigurationProperties("retrace.relay.store-calls")
public record StoreCallProperties(
        @DefaultValue("30s") Duration callTime,
        @DefaultValue("2m") Duration composeTime,
        @DefaultValue("4") int attemptsMax,
        @DefaultValue("200ms") Duration firstPause,
        @DefaultValue("5s") Duration pauseMax,
        @DefaultValue("64") int callsMax,
        @DefaultValue("30s") Duration turnTime,
        @DefaultValue("20") int breakerCalls,
        @DefaultValue("10s") Duration breakerPause) {

    public StoreCallSettings settings() {
        return new StoreCallSettings(
                callTime,
                composeTime,
                attemptsMax,
                firstPause,
                pauseMax,
                callsMax,
                turnTime,
                breakerCalls,
                breakerPause);
    }
}
