package retrace.relay.recovery;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** What is recovered and found, as {@code retrace.recovery.*}. */
public final class RecoveryMetrics {

    private final MeterRegistry registry;
    private final AtomicInteger waiting = new AtomicInteger();
    private final Timer settling;

    public RecoveryMetrics(MeterRegistry registry) {
        this.registry = registry;
        Gauge.builder("retrace.recovery.sessions.waiting", waiting, AtomicInteger::get)
                .description("Sessions that are to be brought to their end and are not yet")
                .register(registry);
        settling = Timer.builder("retrace.recovery.settling")
                .description("From looking at what is left of a session to nothing being left")
                .register(registry);
    }

    void waiting(int sessions) {
        waiting.set(sessions);
    }

    void settled(Duration took) {
        settling.record(took);
    }

    void failed() {
        registry.counter("retrace.recovery.failures").increment();
    }

    void ended() {
        registry.counter("retrace.recovery.sessions.ended").increment();
    }

    /** @param outcome closed, damaged or nothing */
    void segment(String outcome) {
        registry.counter("retrace.recovery.segments", "outcome", outcome).increment();
    }

    /** @param kind a stable word for what does not fit */
    void found(String kind) {
        registry.counter("retrace.recovery.findings", "kind", kind).increment();
    }

    void roundFailed() {
        registry.counter("retrace.recovery.rounds.failed").increment();
    }
}
