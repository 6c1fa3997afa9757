package retrace.relay.recording.spool;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.function.Supplier;

/** What lies in the spool and how it fares, as {@code retrace.spool.*}. */
final class SpoolMetrics {

    private final Timer durable;
    private final Counter uploaded;
    private final Counter failed;
    private final Counter putAside;

    SpoolMetrics(
            MeterRegistry registry, Supplier<Number> bytes, Supplier<Number> parts, Supplier<Number> oldestSeconds) {
        Gauge.builder("retrace.spool.bytes", bytes)
                .description("What the spool holds; a part counts for 16 KiB at least")
                .baseUnit("bytes")
                .register(registry);
        Gauge.builder("retrace.spool.parts", parts)
                .description("Parts that wait for the store")
                .register(registry);
        Gauge.builder("retrace.spool.oldest", oldestSeconds)
                .description("How long ago the first frame of the oldest of them was shown")
                .baseUnit("seconds")
                .register(registry);
        durable = Timer.builder("retrace.spool.durable")
                .description("From a part's first frame to its being in the store")
                .register(registry);
        uploaded =
                Counter.builder("retrace.spool.uploads").tag("outcome", "done").register(registry);
        failed = Counter.builder("retrace.spool.uploads")
                .tag("outcome", "failed")
                .register(registry);
        putAside = Counter.builder("retrace.spool.uploads")
                .tag("outcome", "put-aside")
                .register(registry);
    }

    void uploaded(Duration sinceFirstFrame) {
        uploaded.increment();
        durable.record(sinceFirstFrame);
    }

    void failed() {
        failed.increment();
    }

    void putAside() {
        putAside.increment();
    }
}
