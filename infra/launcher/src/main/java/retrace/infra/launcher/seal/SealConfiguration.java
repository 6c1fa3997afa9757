package retrace.infra.launcher.seal;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import retrace.query.eventlog.LogKeeper;
import retrace.query.eventlog.LogObjects;
import retrace.query.eventlog.LogStatus;
import retrace.relay.store.ObjectStore;

/** Gives the event log its store, and tells operators how its seal fares. */
@Configuration(proxyBeanMethods = false)
public class SealConfiguration {

    @Bean
    LogObjects logObjects(ObjectStore store) {
        return new StoreLogObjects(store);
    }

    @Bean
    EventLogHealthIndicator eventLogHealthIndicator(LogKeeper keeper, InstantSource clock) {
        return new EventLogHealthIndicator(keeper, clock);
    }

    @Bean
    MeterBinder eventLogMetrics(LogKeeper keeper, InstantSource clock) {
        return registry -> {
            Gauge.builder("retrace.event-log.sealed", keeper, it -> it.status().sealed())
                    .description("Events in the Merkle tree")
                    .register(registry);
            Gauge.builder(
                            "retrace.event-log.unsealed",
                            keeper,
                            it -> it.status().unsealed())
                    .description("Numbers of events after the last sealed one")
                    .register(registry);
            Gauge.builder("retrace.event-log.signed", keeper, it -> it.status().signed())
                    .description("Events under the newest signed head")
                    .register(registry);
            Gauge.builder("retrace.event-log.unsigned.age", keeper, it -> unsignedAge(it.status(), clock))
                    .description("How old the newest head is while there is anything that it does not have")
                    .baseUnit("seconds")
                    .register(registry);
            Gauge.builder("retrace.event-log.head.age", keeper, it -> seconds(it.status(), clock))
                    .description("How old the newest head is, whether there was anything since or not")
                    .baseUnit("seconds")
                    .register(registry);
            Gauge.builder("retrace.event-log.failing", keeper, it -> it.status().failure() == null ? 0 : 1)
                    .description("1 while no head can be signed")
                    .register(registry);
            Gauge.builder("retrace.event-log.broken", keeper, it -> it.status().isBroken() ? 1 : 0)
                    .description("1 while the log is not the one that was signed before")
                    .register(registry);
        };
    }

    private static double unsignedAge(LogStatus status, InstantSource clock) {
        return status.isWaiting() ? seconds(status, clock) : 0;
    }

    private static double seconds(LogStatus status, InstantSource clock) {
        return status.headAge(clock.instant()).toMillis() / 1000.0;
    }
}
