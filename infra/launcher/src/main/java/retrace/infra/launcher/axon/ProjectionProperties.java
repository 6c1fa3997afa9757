package retrace.infra.launcher.axon;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import retrace.query.rebuild.Rebuild;

/**
 * How read models are built.
 *
 * @param segments in how many parts at a time each is built where it never was before; 1 to {@value Rebuild.Wishes#SEGMENTS_MAX}
 * @param balanceInterval how often a query side of a fleet looks whether it has more of them than its share
 */
@ConfigurationProperties("retrace.query.projections")
public record ProjectionProperties(
        @DefaultValue("1") int segments, @DefaultValue("5s") Duration balanceInterval) {

    public ProjectionProperties {
        if (segments < 1 || segments > Rebuild.Wishes.SEGMENTS_MAX) {
            throw new IllegalArgumentException("retrace.query.projections.segments is 1 to "
                    + Rebuild.Wishes.SEGMENTS_MAX + ", not " + segments + ".");
        }
        if (!balanceInterval.isPositive()) {
            throw new IllegalArgumentException("retrace.query.projections.balance-interval is more than 0.");
        }
    }
}
