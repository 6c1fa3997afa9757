package retrace.relay.session;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import retrace.kernel.session.EndReason;

/** What passes through this relay, as {@code retrace.relay.*}. */
public final class RelayMetrics {

    private final MeterRegistry registry;
    private final Counter toViewers;
    private final Counter toStreamers;
    private final Timer queueWait;
    private final AtomicInteger pausedNow = new AtomicInteger();
    private final Counter pauses;
    private final Map<EndReason, Counter> ended = new EnumMap<>(EndReason.class);

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
        Gauge.builder("retrace.relay.sessions.paused", pausedNow, AtomicInteger::get)
                .description("Sessions that stand still because they could not be recorded")
                .register(registry);
        pauses = Counter.builder("retrace.relay.sessions.pauses").register(registry);
        queueWait = Timer.builder("retrace.relay.queue.wait")
                .description("Time that sessions have waited for their recorders")
                .register(registry);
        for (EndReason reason : EndReason.values()) {
            ended.put(reason, registry.counter("retrace.relay.sessions.ended", "reason", reason.name()));
        }
    }

    void countSessions(Supplier<Number> sessions) {
        Gauge.builder("retrace.relay.sessions", sessions)
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

    void paused() {
        pausedNow.incrementAndGet();
        pauses.increment();
    }

    void resumed() {
        pausedNow.decrementAndGet();
    }

    /** @param reason a stable word */
    void refused(String reason) {
        registry.counter("retrace.relay.refusals", "reason", reason).increment();
    }

    void ended(EndReason reason) {
        Objects.requireNonNull(ended.get(reason)).increment();
    }
}
