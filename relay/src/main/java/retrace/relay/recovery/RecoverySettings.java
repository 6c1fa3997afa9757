package retrace.relay.recovery;

import java.time.Duration;

/**
 * How what dead relays have left is brought to its end.
 *
 * @param sessionsMax how many at a time
 * @param pause before one that has failed is tried again, at first; it doubles
 * @param pauseMax at most so long
 */
public record RecoverySettings(int sessionsMax, Duration pause, Duration pauseMax) {

    public static final RecoverySettings DEFAULT =
            new RecoverySettings(8, Duration.ofSeconds(2), Duration.ofSeconds(30));

    public RecoverySettings {
        if (sessionsMax < 1 || !pause.isPositive() || pauseMax.compareTo(pause) < 0) {
            throw new IllegalArgumentException(
                    "retrace.relay.recovery: sessions-max and pause are more than 0, and pause-max no less than pause.");
        }
    }
}
