package retrace.relay.lease;

import java.time.Duration;

/**
 * @param renewal how often a relay shows that it lives
 * @param life how long another must have seen no sign of that, all the while living itself, to take it for dead
 */
public record LeaseSettings(Duration renewal, Duration life) {

    public static final LeaseSettings DEFAULT = new LeaseSettings(Duration.ofSeconds(5), Duration.ofSeconds(20));

    public LeaseSettings {
        if (!renewal.isPositive() || life.compareTo(renewal.multipliedBy(3)) < 0) {
            throw new IllegalArgumentException(
                    "retrace.relay.lease: life is at least three times renewal, and renewal more than 0.");
        }
    }
}
