package retrace.relay.recording;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import retrace.kernel.id.SessionId;
import retrace.kernel.id.TeamId;
import retrace.kernel.recording.CloseReason;
import retrace.kernel.recording.FrameRate;
import retrace.relay.recording.encode.EncodedFrame;
import retrace.relay.recording.encode.EncodingFailed;
import retrace.relay.recording.encode.VideoEncoder;
import retrace.relay.recording.encode.VideoFormat;
import retrace.relay.rfb.Rectangle;
import retrace.relay.store.FolderStore;
import retrace.relay.testing.PermittedEncoder;
import retrace.relay.testing.TemporarySpool;
import retrace.relay.testing.UncheckedEncoders;

/** An encoder that takes its time slows nobody until the queue is full; then the session waits, and nothing is lost. */
class SlowEncoderTest {

    private static final Instant START = Instant.parse("2026-11-24T10:00:00Z");
    private static final int WIDTH = 64;
    private static final int HEIGHT = 64;
    private static final int UPDATES = 40;

    @TempDir
    Path folder;

    private FolderStore store;
    private TemporarySpool spool;

    @BeforeEach
    void openStore() throws IOException {
        store = new FolderStore(folder);
        spool = new TemporarySpool(store);
    }

    @AfterEach
    void closeSpool() {
        spool.close();
    }

    private final PermittedEncoder encoder = new PermittedEncoder();
    private final RecordedJournal journal = new RecordedJournal();

    @Test
    void makesTheSessionWaitWhenTheQueueIsFullAndLosesNoFrame() throws Exception {
        int queueBytes = 100_000; // some six updates
        RecordingSettings settings = new RecordingSettings(
                512L << 20,
                8 << 20,
                Duration.ofSeconds(10),
                queueBytes,
                Duration.ofSeconds(1),
                Duration.ofSeconds(10),
                24);
        AtomicInteger sent = new AtomicInteger();
        try (SessionRecording recording = new SessionRecording(
                TeamId.create(),
                SessionId.create(),
                store,
                spool.spool(),
                new UncheckedEncoders(encoder),
                journal,
                settings,
                new RecordingMetrics(new SimpleMeterRegistry()),
                InstantSource.system())) {
            RecordingTap tap = recording.record(
                    new MonitorOfView(1, "Main"), FrameRate.DEFAULT, DrawnScreen.FORMAT, WIDTH, HEIGHT);
            Thread streamer = Thread.ofVirtual().start(() -> sendUpdates(tap, sent));

            assertThat(streamer.join(Duration.ofMillis(500)))
                    .as("the session waits")
                    .isFalse();
            assertThat(sent.get()).isBetween(4, 10);

            encoder.permit(UPDATES);
            assertThat(streamer.join(Duration.ofSeconds(10))).isTrue();
            tap.close(CloseReason.SESSION_ENDED, START.plusSeconds(60));
        }
        assertThat(journal.failed).isEmpty();
        assertThat(journal.closed.getFirst().frames()).isEqualTo(UPDATES);
    }

    @Test
    void closesTheSegmentsOfARecorderThatIsStillBusyWhenItsSessionIsOver() throws Exception {
        SessionRecording recording = new SessionRecording(
                TeamId.create(),
                SessionId.create(),
                store,
                spool.spool(),
                new UncheckedEncoders(encoder),
                journal,
                RecordingSettings.DEFAULT,
                new RecordingMetrics(new SimpleMeterRegistry()),
                InstantSource.system());
        RecordingTap tap =
                recording.record(new MonitorOfView(1, "Main"), FrameRate.DEFAULT, DrawnScreen.FORMAT, WIDTH, HEIGHT);
        sendUpdates(tap, new AtomicInteger());
        Thread viewer = Thread.ofVirtual().start(() -> tap.close(CloseReason.SESSION_ENDED, START.plusSeconds(60)));
        Thread session = Thread.ofVirtual().start(recording::close);
        assertThat(session.join(Duration.ofMillis(300))).isFalse();

        encoder.permit(UPDATES);

        assertThat(session.join(Duration.ofSeconds(10))).isTrue();
        assertThat(viewer.join(Duration.ofSeconds(10))).isTrue();
        assertThat(journal.failed).isEmpty();
        assertThat(journal.closed).hasSize(1);
        assertThat(journal.closed.getFirst().frames()).isEqualTo(UPDATES);
    }

    private static void sendUpdates(RecordingTap tap, AtomicInteger sent) {
        DrawnScreen screen = new DrawnScreen(WIDTH, HEIGHT);
        try {
            for (int i = 0; i < UPDATES; i++) {
                screen.noise(i);
                byte[] update = screen.whole();
                tap.received(update, 0, update.length, START.plusMillis(i * 200L));
                sent.incrementAndGet();
            }
        } catch (RecordingUnavailable | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void tellsTheSessionWhenTheEncoderFails() throws Exception {
        try (SessionRecording recording = new SessionRecording(
                TeamId.create(),
                SessionId.create(),
                store,
                spool.spool(),
                new UncheckedEncoders(new FailingSecondFrame()),
                journal,
                RecordingSettings.DEFAULT,
                new RecordingMetrics(new SimpleMeterRegistry()),
                InstantSource.system())) {
            RecordingTap tap = recording.record(
                    new MonitorOfView(1, "Main"), FrameRate.DEFAULT, DrawnScreen.FORMAT, WIDTH, HEIGHT);
            String told = sendUntilTold(tap);
            assertThat(told).startsWith("The recording could not be encoded.");
            tap.close(CloseReason.SESSION_ENDED, START.plusSeconds(60));
        }
        assertThat(journal.closed).as("what was recorded until then is kept").hasSize(1);
        assertThat(journal.closed.getFirst().frames()).isEqualTo(1);
    }

    private static final class FailingSecondFrame implements VideoEncoder {

        private boolean encoded;

        @Override
        public EncodedFrame encode(int[] pixels, List<Rectangle> damage, boolean key) {
            if (encoded) {
                throw new EncodingFailed("Out of order.");
            }
            encoded = true;
            return new EncodedFrame(new byte[] {0, 0, 0, 1, 5}, true);
        }

        @Override
        public VideoFormat format() {
            return new VideoFormat(WIDTH, HEIGHT, new byte[8]);
        }

        @Override
        public void close() {}
    }

    private static String sendUntilTold(RecordingTap tap) throws InterruptedException {
        byte[] update = new DrawnScreen(WIDTH, HEIGHT).whole();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        for (int i = 0; System.nanoTime() < deadline; i++) {
            try {
                tap.received(update, 0, update.length, START.plusMillis(i * 200L));
                Thread.sleep(5);
            } catch (RecordingUnavailable e) {
                return String.valueOf(e.getMessage());
            }
        }
        return "nothing";
    }
}
