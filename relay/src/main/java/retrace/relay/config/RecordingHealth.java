package retrace.relay.config;

import java.util.Optional;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import retrace.relay.recording.spool.Spool;

/** Whether this relay can record. One that cannot is not to be given sessions. */
public final class RecordingHealth implements HealthIndicator {

    private final Spool spool;

    public RecordingHealth(Spool spool) {
        this.spool = spool;
    }

    @Override
    public Health health() {
        Optional<String> whyNot = spool.room().whyNot();
        Health.Builder health =
                whyNot.map(why -> Health.outOfService().withDetail("why", why)).orElseGet(Health::up);
        return health.withDetail("spoolBytes", spool.room().bytes())
                .withDetail("partsWaiting", spool.parts())
                .withDetail("putAside", spool.putAside().size())
                .build();
    }
}
