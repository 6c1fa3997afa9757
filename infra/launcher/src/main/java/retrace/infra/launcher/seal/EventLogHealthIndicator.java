package retrace.infra.launcher.seal;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import retrace.query.eventlog.LogKeeper;
import retrace.query.eventlog.LogStatus;

/** Not well while no head of the event log can be signed; says why, and how many events are under the newest. */
final class EventLogHealthIndicator extends AbstractHealthIndicator {

    private final LogKeeper keeper;

    EventLogHealthIndicator(LogKeeper keeper) {
        super("the seal on the event log cannot be asked");
        this.keeper = keeper;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        LogStatus status = keeper.status();
        builder.up().withDetail("sealed", status.sealed()).withDetail("signed", status.signed());
        if (status.signedAt() != null) {
            builder.withDetail("signedAt", status.signedAt());
        }
        if (status.failure() != null) {
            builder.down().withDetail("failure", status.failure());
        }
    }
}
