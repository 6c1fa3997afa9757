package retrace.infra.launcher.health;

import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import retrace.query.rebuild.DeadLetters;

/**
 * Tells which read models have events that they could not take. That waits for an operator, and makes nothing unwell:
 * all else goes on.
 */
final class DeadLettersHealthIndicator extends AbstractHealthIndicator {

    private final DeadLetters deadLetters;

    DeadLettersHealthIndicator(DeadLetters deadLetters) {
        super("the dead letters cannot be counted");
        this.deadLetters = deadLetters;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        Map<String, Integer> counts = new TreeMap<>(deadLetters.counts());
        builder.up().withDetails(counts);
    }
}
