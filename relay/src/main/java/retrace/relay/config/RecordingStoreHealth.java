package retrace.relay.config;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import retrace.relay.store.ResilientStore;

/**
 * Whether the store answers. While it does not, recordings go to the spool and all is well as far as anybody but an
 * operator is concerned, so that {@code AWAY} does not make the whole unhealthy.
 */
public final class RecordingStoreHealth implements HealthIndicator {

    private static final Status AWAY = new Status("AWAY", "The store keeps failing; recordings wait in the spool.");

    private final ResilientStore store;

    public RecordingStoreHealth(ResilientStore store) {
        this.store = store;
    }

    @Override
    public Health health() {
        return store.isAway() ? Health.status(AWAY).build() : Health.up().build();
    }
}
