package retrace.relay.session;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import retrace.kernel.session.EndReason;

/** What passes through this relay, as {@code retrace.relay.*}. */
public final class RelayMetrics {

    private final MeterRegistry registry;
    private final Counter toViewers;
    private final Counter toStreamers;
    private final Timer queueWait;

    public RelayMetrics(MeterRegistry registry) {
        this.registry = registry;
        toViewers = Counter.builder("retrace.relay.bytes")
                .tag("to", "viewer")
                .baseUnit("bytes")
                .register(registry);
        toStreamers = Counter.builder("retrace.relay.bytes")
                .tag("to", "streamer")
                .baseUnit("bytes")
                .register(registry);
        queueWait = Timer.builder("retrace.relay.queue.wait")
                .description("Time that sessions have waited for their recorders")
                .register(registry);
    }

    void countSessions(Supplier<Number> sessions) {
        io.micrometer.core.instrument.Gauge.builder("retrace.relay.sessions", sessions)
                .description("Sessions that this relay carries")
                .register(registry);
    }

    void sentToViewer(int bytes) {
        toViewers.increment(bytes);
    }

    void sentToStreamer(int bytes) {
        toStreamers.increment(bytes);
    }

    void waitedForRecorder(long nanos) {
        queueWait.record(nanos, TimeUnit.NANOSECONDS);
    }

    /** @param reason a stable word */
    void refused(String reason) {
        registry.counter("retrace.relay.refusals", "reason", reason).increment();
    }

    void ended(EndReason reason) {
        registry.counter("retrace.relay.sessions.ended", "reason", reason.name())
                .increment();
    }
}
