package retrace.relay.effects;

import java.time.Duration;

/**
 * How recordings whose time is over are looked for.
 *
 * @param interval between the rounds, give or take a tenth
 * @param deletionsMax how many deletions a round may try
 * @param pauseMax at most so long a deletion that has failed waits for its next try
 */
public record RetentionSettings(Duration interval, int deletionsMax, Duration pauseMax) {

    public RetentionSettings {
        if (!interval.isPositive() || !pauseMax.isPositive() || deletionsMax < 1) {
            throw new IllegalArgumentException(
                    "retrace.relay.retention: interval, pause-max and deletions-max are more" + " than 0.");
        }
    }
}
