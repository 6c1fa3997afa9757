package retrace.relay.config;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import retrace.relay.recovery.RecoverySettings;

/**
 * How what dead relays have left is brought to its end.
 *
 * @param sessionsMax how many sessions at a time
 * @param pause before one that has failed is tried again, at first; it doubles
 * @param pauseMax at most so long
 * @param reconcileInterval how often events and store are compared
 */
@ConfigurationProperties("retrace.relay.recovery")
public record RecoveryProperties(
        @DefaultValue("8") int sessionsMax,
        @DefaultValue("2s") Duration pause,
        @DefaultValue("30s") Duration pauseMax,
        @DefaultValue("1h") Duration reconcileInterval) {

    public RecoveryProperties {
        if (!reconcileInterval.isPositive()) {
            throw new IllegalArgumentException("retrace.relay.recovery.reconcile-interval is more than 0.");
        }
    }

    RecoverySettings settings() {
        return new RecoverySettings(sessionsMax, pause, pauseMax);
    }
}
