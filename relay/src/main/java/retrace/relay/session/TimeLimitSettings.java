package retrace.relay.session;

import java.time.Duration;

/**
 * How long recorded sessions last; others last as long as they like.
 *
 * @param sessionMax from the session's admission to its end, over all its views
 * @param warning how long before the end the technician is warned
 * @param bannerTime how long the warning stays in the viewer's picture
 */
public record TimeLimitSettings(Duration sessionMax, Duration warning, Duration bannerTime) {

    public static final TimeLimitSettings DEFAULT =
            new TimeLimitSettings(Duration.ofHours(24), Duration.ofMinutes(5), Duration.ofSeconds(10));

    public TimeLimitSettings {
        require(sessionMax.isPositive(), "A recorded session may last some time.");
        require(warning.isPositive(), "The technician is warned some time before the end of a recorded session.");
        require(
                warning.compareTo(sessionMax) < 0,
                "A recorded session lasts at most " + TimeInWords.of(sessionMax)
                        + "; the warning comes within that, not " + TimeInWords.of(warning) + " before its end.");
        require(bannerTime.isPositive(), "The warning stays in the picture for some time.");
    }

    private static void require(boolean holds, String sentence) {
        if (!holds) {
            throw new IllegalArgumentException(sentence);
        }
    }
}
