package retrace.relay.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import retrace.kernel.recording.CloseReason;

class RecorderQueueTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

    @Test
    void markersAreBoundedToo() throws Exception {
        RecorderQueue queue = new RecorderQueue(1 << 16);
        AtomicInteger put = new AtomicInteger();
        Thread viewer = Thread.ofVirtual().start(() -> {
            try {
                while (put.get() < 100_000) {
                    queue.mark(new RecorderQueue.FormatChanged(DrawnScreen.FORMAT));
                    put.incrementAndGet();
                }
            } catch (RecordingUnavailable | InterruptedException e) {
                // the test's end
            }
        });
        assertThat(viewer.join(Duration.ofMillis(300))).isFalse();
        assertThat(put.get()).isBetween(100, 2000);
        viewer.interrupt();
        assertThat(viewer.join(Duration.ofSeconds(5))).isTrue();
    }

    @Test
    void givesBackInOrderAndCountsDownToNothing() throws Exception {
        RecorderQueue queue = new RecorderQueue(1 << 16);
        queue.received(new byte[] {1, 2, 3, 4}, 1, 2, NOW);
        queue.mark(new RecorderQueue.FormatChanged(DrawnScreen.FORMAT));
        queue.close(CloseReason.SESSION_ENDED, NOW);
        assertThat(queue.take())
                .isInstanceOfSatisfying(
                        RecorderQueue.Received.class,
                        received -> assertThat(received.bytes()).containsExactly(2, 3));
        assertThat(queue.take()).isInstanceOf(RecorderQueue.FormatChanged.class);
        assertThat(queue.take()).isEqualTo(new RecorderQueue.Closed(CloseReason.SESSION_ENDED, NOW));
        assertThat(queue.bytes()).isZero();
        assertThat(queue.take(Duration.ofMillis(5))).isNull();
    }
}
