package retrace.relay.lease;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** How this relay and the others live, as {@code retrace.lease.*}. */
public final class LeaseMetrics {

    private final Counter failed;
    private final Counter lost;
    private final Counter takenOver;

    public LeaseMetrics(MeterRegistry registry) {
        failed = Counter.builder("retrace.lease.rounds.failed")
                .description("Times that this relay could not show that it lives")
                .register(registry);
        lost = Counter.builder("retrace.lease.lost")
                .description("Times that this relay was taken for dead while it lived")
                .register(registry);
        takenOver = Counter.builder("retrace.lease.taken.over")
                .description("Dead relays that this one took over from")
                .register(registry);
    }

    void roundFailed() {
        failed.increment();
    }

    void lost() {
        lost.increment();
    }

    void tookOver() {
        takenOver.increment();
    }
}
