package retrace.relay.recovery;

import java.time.Duration;

/**
 * How events and store are compared.
 *
 * @param interval between the rounds, give or take a tenth
 * @param unclaimedMax how long a session may run that nobody carries: until its ticket is over, and its relay dead
 */
public record ReconcilerSettings(Duration interval, Duration unclaimedMax) {

    public ReconcilerSettings {
        if (!interval.isPositive() || !unclaimedMax.isPositive()) {
            throw new IllegalArgumentException("retrace.relay.recovery: reconcile-interval is more than 0.");
        }
    }
}
