package retrace.relay.recording;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import retrace.relay.recording.encode.EncodedFrame;

/** What the recorders of this relay do, as {@code retrace.recording.*}. Thread-safe. */
public final class RecordingMetrics {

    private final Set<RecorderQueue> queues = ConcurrentHashMap.newKeySet();
    private final DistributionSummary frameBytes;
    private final Timer encoding;
    private final Counter opened;
    private final Counter failed;
    private final Timer closing;

    public RecordingMetrics(MeterRegistry registry) {
        Gauge.builder("retrace.recording.recorders", queues, Set::size)
                .description("Streamer connections that are being recorded")
                .register(registry);
        Gauge.builder("retrace.recording.queue.bytes", queues, RecordingMetrics::waitingBytes)
                .description("What was received and waits to be recorded")
                .baseUnit("bytes")
                .register(registry);
        frameBytes = DistributionSummary.builder("retrace.recording.frame.bytes")
                .description("Frames recorded, by their size")
                .baseUnit("bytes")
                .register(registry);
        encoding = Timer.builder("retrace.recording.encoding")
                .description("From a picture to its sample")
                .register(registry);
        opened = Counter.builder("retrace.recording.segments.opened").register(registry);
        failed = Counter.builder("retrace.recording.segments.failed").register(registry);
        closing = Timer.builder("retrace.recording.segment.closing")
                .description("From a segment's last frame to its object read back")
                .register(registry);
    }

    private static double waitingBytes(Set<RecorderQueue> queues) {
        return queues.stream().mapToLong(RecorderQueue::bytes).sum();
    }

    void recorderStarted(RecorderQueue queue) {
        queues.add(queue);
    }

    void recorderEnded(RecorderQueue queue) {
        queues.remove(queue);
    }

    EncodedFrame encoding(Supplier<EncodedFrame> encoder) {
        long start = System.nanoTime();
        EncodedFrame frame = encoder.get();
        encoding.record(Duration.ofNanos(System.nanoTime() - start));
        frameBytes.record(frame.data().length);
        return frame;
    }

    void segmentOpened() {
        opened.increment();
    }

    void segmentClosed(Duration took) {
        closing.record(took);
    }

    void segmentFailed() {
        failed.increment();
    }
}
