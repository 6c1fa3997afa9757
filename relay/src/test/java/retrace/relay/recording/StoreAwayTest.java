package retrace.relay.recording;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import retrace.kernel.id.SessionId;
import retrace.kernel.id.TeamId;
import retrace.kernel.recording.CloseReason;
import retrace.kernel.recording.ClosedSegment;
import retrace.kernel.recording.FrameRate;
import retrace.relay.recording.spool.Spool;
import retrace.relay.recording.spool.SpoolSettings;
import retrace.relay.store.FolderStore;
import retrace.relay.testing.HeavyEncoder;
import retrace.relay.testing.SmallDisk;
import retrace.relay.testing.StoredNames;
import retrace.relay.testing.TemporarySpool;
import retrace.relay.testing.TroubledStore;
import retrace.relay.testing.UncheckedEncoders;

/** The recording goes on into the spool while the store is away, and is all there when it is back. */
@Timeout(60)
class StoreAwayTest {

    private static final int WIDTH = 64;
    private static final int HEIGHT = 48;
    private static final RecordingSettings PART_A_FRAME = new RecordingSettings(
            512L << 20, 1 << 10, Duration.ofSeconds(8), 1 << 20, Duration.ZERO, Duration.ofSeconds(10), 24);

    @TempDir
    Path stored;

    @TempDir
    Path folder;

    private final Instant start = InstantSource.system().instant();
    private final RecordedJournal journal = new RecordedJournal();
    private final DrawnScreen screen = new DrawnScreen(WIDTH, HEIGHT);
    private TroubledStore store;

    @BeforeEach
    void openStore() throws Exception {
        store = new TroubledStore(new FolderStore(stored));
        store.leave();
    }

    private Spool spool(SpoolSettings settings) throws Exception {
        return new Spool(settings, store, new SimpleMeterRegistry(), InstantSource.system());
    }

    private SessionRecording recording(Spool spool) {
        return new SessionRecording(
                TeamId.create(),
                SessionId.create(),
                store,
                spool,
                new UncheckedEncoders(HeavyEncoder::new),
                journal,
                PART_A_FRAME,
                new RecordingMetrics(new SimpleMeterRegistry()),
                InstantSource.system());
    }

    private static RecordingTap tap(SessionRecording recording) {
        return recording.record(new MonitorOfView(1, "Main"), FrameRate.DEFAULT, DrawnScreen.FORMAT, WIDTH, HEIGHT);
    }

    private void frame(RecordingTap tap, int number) throws Exception {
        byte[] update = screen.whole();
        tap.received(update, 0, update.length, start.plusMillis(number * 200L));
    }

    @Test
    void everyFrameOfEverySegmentIsThereInOrderWhenTheStoreIsBack() throws Exception {
        int segments = 12;
        try (Spool spool = spool(TemporarySpool.settings(folder))) {
            SessionRecording recording = recording(spool);
            RecordingTap tap = tap(recording);
            for (int number = 0; number < 3 * segments; number++) {
                if (number > 0 && number % 3 == 0) {
                    tap.frameRateChanged(new FrameRate(10 + number / 3), start.plusMillis(number * 200L - 50));
                }
                frame(tap, number);
            }
            tap.close(CloseReason.SESSION_ENDED, start.plusSeconds(60));
            assertThat(journal.closed).isEmpty();
            assertThat(journal.failed).isEmpty();
            assertThat(spool.parts()).isGreaterThanOrEqualTo(3 * segments);

            store.comeBack();
            recording.close();
            assertThat(spool.room().bytes()).isZero();
        }
        assertThat(journal.failed).isEmpty();
        assertThat(journal.closed).hasSize(segments);
        assertThat(journal.closed.stream().mapToInt(ClosedSegment::frames).sum())
                .isGreaterThanOrEqualTo(3 * segments);
        for (int i = 1; i < segments; i++) {
            ClosedSegment before = journal.closed.get(i - 1);
            assertThat(journal.closed.get(i).previousSha256())
                    .isEqualTo(before.object().sha256());
            assertThat(journal.closed.get(i).firstFrameAt()).isAfter(before.lastFrameAt());
        }
        assertThat(StoredNames.in(store, "")).hasSize(segments);
    }

    @Test
    void onADiskThatIsFullRecordingWaitsAndLosesNothing() throws Exception {
        try (SmallDisk disk = new SmallDisk(folder, 2);
                Spool spool = spool(TemporarySpool.settings(disk.folder(), disk.isSmall() ? 1L << 30 : 2 << 20))) {
            SessionRecording recording = recording(spool);
            AtomicInteger sent = new AtomicInteger();
            Thread streamer = Thread.ofVirtual().start(() -> sendUntilClosed(recording, tap(recording), sent));
            assertThat(streamer.join(Duration.ofSeconds(20)))
                    .as("the gate closes")
                    .isTrue();
            assertThat(spool.room().whyNot()).isPresent();

            store.comeBack();
            while (recording.gate().isClosed()) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
            recorders.close(CloseReason.SESSION_ENDED, start.plusSeconds(600));
            recording.close();
            assertThat(journal.closed).extracting(ClosedSegment::frames).containsExactly(sent.get());
            assertThat(spool.room().whyNot()).isEmpty();
        }
        assertThat(journal.failed).isEmpty();
    }

    private RecordingTap recorders = RecordingTap.NONE;

    private void sendUntilClosed(SessionRecording recording, RecordingTap tap, AtomicInteger sent) {
        recorders = tap;
        try {
            while (!recording.gate().isClosed()) {
                frame(tap, sent.getAndIncrement());
                TimeUnit.MILLISECONDS.sleep(30);
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
