package retrace.relay.config;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import retrace.relay.lease.LeaseSettings;

/**
 * How relays know of each other that they live.
 *
 * @param renewal how often a relay shows it
 * @param life how long another must have seen no sign of it to take over
 */
@ConfigurationProperties("retrace.relay.lease")
public record LeaseProperties(
        @DefaultValue("5s") Duration renewal,
        @DefaultValue("20s") Duration life) {

    LeaseSettings settings() {
        return new LeaseSettings(renewal, life);
    }
}
