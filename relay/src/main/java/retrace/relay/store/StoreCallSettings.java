package retrace.relay.store;

import java.time.Duration;

/**
 * How patient calls to a store are.
 *
 * @param callTime how long one try may take
 * @param composeTime how long one try at putting objects together may take, which moves a whole segment in some stores
 * @param attemptsMax tries of one call before it counts as failed
 * @param firstPause before the second try; the pauses double and are jittered by half
 * @param pauseMax no pause is longer, jitter aside
 * @param callsMax calls under way at a time
 * @param turnTime how long a call waits for one of those to end
 * @param breakerCalls of how many calls the last ones are judged; half of them failed, and the store is left alone
 * @param breakerPause for so long, before a few calls find out whether it is back
 */
public record StoreCallSettings(
        Duration callTime,
        Duration composeTime,
        int attemptsMax,
        Duration firstPause,
        Duration pauseMax,
        int callsMax,
        Duration turnTime,
        int breakerCalls,
        Duration breakerPause) {

    public static final StoreCallSettings DEFAULT = new StoreCallSettings(
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            4,
            Duration.ofMillis(200),
            Duration.ofSeconds(5),
            64,
            Duration.ofSeconds(30),
            20,
            Duration.ofSeconds(10));

    public StoreCallSettings {
        require(callTime.isPositive(), "A call to the store may take some time.");
        require(composeTime.isPositive(), "Putting objects together may take some time.");
        require(attemptsMax >= 1, "A call is tried at least once, not " + attemptsMax + " times.");
        require(firstPause.toMillis() >= 10, "The first pause between two tries has at least 10 ms.");
        require(pauseMax.compareTo(firstPause) >= 0, "The longest pause is no shorter than the first.");
        require(callsMax >= 1, "At least one call may be under way, not " + callsMax + ".");
        require(!turnTime.isNegative(), "The wait for a turn is not negative.");
        require(breakerCalls >= 2, "At least two calls are judged, not " + breakerCalls + ".");
        require(breakerPause.isPositive(), "A store that is away is left alone for some time.");
    }

    private static void require(boolean holds, String sentence) {
        if (!holds) {
            throw new IllegalArgumentException(sentence);
        }
    }
}
