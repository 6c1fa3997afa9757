package retrace.relay.recovery;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/** What is recovered and found, as {@code retrace.recovery.*}. */
public final class RecoveryMetrics {

    private final AtomicInteger waiting = new AtomicInteger();
    private final Timer settling;
    private final Counter failures;
    private final Counter ended;
    private final Counter failedRounds;
    private final Map<SettledSegment, Counter> segments = new EnumMap<>(SettledSegment.class);
    private final Map<Finding, Counter> findings = new EnumMap<>(Finding.class);

    public RecoveryMetrics(MeterRegistry registry) {
        Gauge.builder("retrace.recovery.sessions.waiting", waiting, AtomicInteger::get)
                .description("Sessions that are to be brought to their end and are not yet")
                .register(registry);
        settling = Timer.builder("retrace.recovery.settling")
                .description("From looking at what is left of a session to nothing being left")
                .register(registry);
        // All from the start on, with 0: an alert sees no rise in a counter that begins with 1.
        failures = registry.counter("retrace.recovery.failures");
        ended = registry.counter("retrace.recovery.sessions.ended");
        failedRounds = registry.counter("retrace.recovery.rounds.failed");
        for (SettledSegment outcome : SettledSegment.values()) {
            segments.put(outcome, registry.counter("retrace.recovery.segments", "outcome", outcome.label()));
        }
        for (Finding kind : Finding.values()) {
            findings.put(kind, registry.counter("retrace.recovery.findings", "kind", kind.label()));
        }
    }

    void waiting(int sessions) {
        waiting.set(sessions);
    }

    void settled(Duration took) {
        settling.record(took);
    }

    void failed() {
        failures.increment();
    }

    void ended() {
        ended.increment();
    }

    void settled(SettledSegment outcome) {
        Objects.requireNonNull(segments.get(outcome)).increment();
    }

    void found(Finding kind) {
        Objects.requireNonNull(findings.get(kind)).increment();
    }

    void roundFailed() {
        failedRounds.increment();
    }
}
