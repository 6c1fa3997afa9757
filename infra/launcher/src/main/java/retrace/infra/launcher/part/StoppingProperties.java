package retrace.infra.launcher.part;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How a process of a fleet stops.
 *
 * @param notice how long it goes on answering when its health says already that it goes; longer than proxies need to see
 *     that
 */
@ConfigurationProperties("retrace.stopping")
public record StoppingProperties(@DefaultValue("3s") Duration notice) {

    /** Less than Spring waits for a phase of stopping to end, see {@code application.properties}. */
    static final int NOTICE_SECONDS_MAX = 15;

    public StoppingProperties {
        if (notice.isNegative() || notice.compareTo(Duration.ofSeconds(NOTICE_SECONDS_MAX)) > 0) {
            throw new IllegalArgumentException(
                    "retrace.stopping.notice is 0 to " + NOTICE_SECONDS_MAX + " seconds, not " + notice + ".");
        }
    }
}
