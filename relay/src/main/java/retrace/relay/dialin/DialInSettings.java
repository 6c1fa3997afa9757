package retrace.relay.dialin;

import java.time.Duration;

/**
 * The bounds of dialling in.
 *
 * @param waitingMax how many streamers may wait at a time
 * @param waitingPerHostMax how many of them from one address: offices share one
 * @param handshakesMax how many may be introducing themselves at a time, and a quarter of it from one address
 * @param wrongNumbersMax wrong numbers from one address in a minute, before it is refused unheard
 * @param introductionTime how long a streamer may take to say who it is and to greet
 * @param identifyTime how long the command side may take to say whose it is
 */
public record DialInSettings(
        int waitingMax,
        int waitingPerHostMax,
        int handshakesMax,
        int wrongNumbersMax,
        Duration introductionTime,
        Duration identifyTime) {

    public static final DialInSettings DEFAULT =
            new DialInSettings(1000, 100, 200, 10, Duration.ofSeconds(10), Duration.ofSeconds(5));

    public DialInSettings {
        require(waitingMax >= 1, "At least one streamer may wait, not " + waitingMax + ".");
        require(waitingPerHostMax >= 1, "At least one streamer of a host may wait, not " + waitingPerHostMax + ".");
        require(handshakesMax >= 4, "At least 4 streamers may introduce themselves, not " + handshakesMax + ".");
        require(wrongNumbersMax >= 1, "At least one wrong number a minute is forgiven, not " + wrongNumbersMax + ".");
        require(introductionTime.isPositive(), "An introduction may take some time.");
        require(identifyTime.isPositive(), "Identifying a streamer may take some time.");
    }

    private static void require(boolean holds, String sentence) {
        if (!holds) {
            throw new IllegalArgumentException(sentence);
        }
    }
}
