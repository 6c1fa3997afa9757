package retrace.infra.launcher.seal;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import retrace.query.eventlog.LogKeeper;
import retrace.query.eventlog.LogStatus;

/** Not well while no head of the event log can be signed; says why, and how many events are under the newest. */
final class EventLogHealthIndicator extends AbstractHealthIndicator {

    private final LogKeeper keeper;
    private final InstantSource clock;

    EventLogHealthIndicator(LogKeeper keeper, InstantSource clock) {
        super("the seal on the event log cannot be asked");
        this.keeper = keeper;
        this.clock = clock;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        LogStatus status = keeper.status();
        builder.up()
                .withDetail("sealed", status.sealed())
                .withDetail("unsealed", status.unsealed())
                .withDetail("signed", status.signed());
        if (status.signedAt() != null) {
            builder.withDetail("signedAt", status.signedAt())
                    .withDetail("headAge", status.headAge(clock.instant()).truncatedTo(ChronoUnit.SECONDS));
        }
        if (status.failure() != null) {
            builder.down().withDetail("failure", status.failure());
        }
    }
}
