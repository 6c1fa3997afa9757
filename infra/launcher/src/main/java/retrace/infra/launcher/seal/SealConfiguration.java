package retrace.infra.launcher.seal;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import retrace.query.eventlog.LogKeeper;
import retrace.query.eventlog.LogObjects;
import retrace.relay.store.ObjectStore;

/** Gives the event log its store, and tells operators how its seal fares. */
@Configuration(proxyBeanMethods = false)
public class SealConfiguration {

    @Bean
    LogObjects logObjects(ObjectStore store) {
        return new StoreLogObjects(store);
    }

    @Bean
    EventLogHealthIndicator eventLogHealthIndicator(LogKeeper keeper) {
        return new EventLogHealthIndicator(keeper);
    }

    @Bean
    MeterBinder eventLogMetrics(LogKeeper keeper) {
        return registry -> {
            Gauge.builder("retrace.event-log.sealed", keeper, it -> it.status().sealed())
                    .description("Events in the Merkle tree")
                    .register(registry);
            Gauge.builder("retrace.event-log.signed", keeper, it -> it.status().signed())
                    .description("Events under the newest signed head")
                    .register(registry);
            Gauge.builder("retrace.event-log.failing", keeper, it -> it.status().failure() == null ? 0 : 1)
                    .description("1 while no head can be signed")
                    .register(registry);
            Gauge.builder("retrace.event-log.broken", keeper, it -> it.status().isBroken() ? 1 : 0)
                    .description("1 while the log is not the one that was signed before")
                    .register(registry);
        };
    }
}
