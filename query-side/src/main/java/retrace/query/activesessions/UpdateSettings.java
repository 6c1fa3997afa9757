package retrace.query.activesessions;

import java.time.Duration;

/**
 * How updates are sent.
 *
 * @param subscribersMax how many may listen at a time to this process, all teams together
 * @param pause the least time between two updates to one subscriber; what changes meanwhile is in the next one
 * @param keepAlive how long nothing is sent before a comment is, which shows that the connection stands
 * @param lifetime after which a subscriber has to come again, and show again who they are
 */
public record UpdateSettings(int subscribersMax, Duration pause, Duration keepAlive, Duration lifetime) {

    public static final UpdateSettings DEFAULT =
            new UpdateSettings(1000, Duration.ofMillis(100), Duration.ofSeconds(15), Duration.ofMinutes(10));

    public UpdateSettings {
        if (subscribersMax < 1 || pause.isNegative() || !keepAlive.isPositive() || !lifetime.isPositive()) {
            throw new IllegalArgumentException("Settings of updates that would send none: " + subscribersMax
                    + " subscribers, pause " + pause + ", keep-alive " + keepAlive + ", lifetime " + lifetime);
        }
    }
}
