package retrace.infra.launcher.health;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Well as long as the event log can be read. Tells the number of its last event. */
final class EventStoreHealthIndicator extends AbstractHealthIndicator {

    private final JdbcClient sql;

    EventStoreHealthIndicator(JdbcClient sql) {
        super("the event log cannot be read");
        this.sql = sql;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        Long last = sql.sql("select coalesce(max(global_index), 0) from events.domain_event")
                .query(Long.class)
                .single();
        builder.up().withDetail("lastEvent", last);
    }
}
