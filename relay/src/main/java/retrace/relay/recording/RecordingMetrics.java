package retrace.relay.recording;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** What the recorders of this relay have done, as {@code retrace.recording.*}. */
public final class RecordingMetrics {

    private final DistributionSummary frameBytes;
    private final Counter opened;
    private final Counter failed;
    private final Timer closing;

    public RecordingMetrics(MeterRegistry registry) {
        frameBytes = DistributionSummary.builder("retrace.recording.frame.bytes")
                .description("Frames recorded, by their size")
                .register(registry);
        opened = Counter.builder("retrace.recording.segments.opened").register(registry);
        failed = Counter.builder("retrace.recording.segments.failed").register(registry);
        closing = Timer.builder("retrace.recording.segment.closing")
                .description("From a segment's last frame to its object read back")
                .register(registry);
    }

    void frameRecorded(int bytes) {
        frameBytes.record(bytes);
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
