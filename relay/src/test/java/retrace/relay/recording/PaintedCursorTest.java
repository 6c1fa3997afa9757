package retrace.relay.recording;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import retrace.kernel.id.SessionId;
import retrace.kernel.id.TeamId;
import retrace.kernel.recording.CloseReason;
import retrace.kernel.recording.FrameRate;
import retrace.relay.rfb.Rectangle;
import retrace.relay.store.FolderStore;
import retrace.relay.testing.TemporarySpool;
import retrace.relay.testing.UncheckedEncoders;

/** A streamer that paints the cursor into the picture is given the time to take it away. */
class PaintedCursorTest {

    private static final Instant START = Instant.parse("2026-11-24T10:00:00Z");
    private static final int SIDE = 64;
    private static final int PLAIN = 0x204060;
    private static final int CURSOR = 0xff0000;

    /** An update with nothing but a cursor that has no pixels. */
    private static final byte[] CURSOR_IS_PAINTED = {0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, -1, 17};

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

    @Test
    void aCursorThatIsTakenAwayAtOnceIsInNoFrame() throws Exception {
        PlainEncoder encoder = new PlainEncoder();
        DrawnScreen screen = new DrawnScreen(SIDE, SIDE);
        try (SessionRecording recording = new SessionRecording(
                TeamId.create(),
                SessionId.create(),
                store,
                spool.spool(),
                new UncheckedEncoders(encoder),
                new RecordedJournal(),
                RecordingSettings.DEFAULT,
                new RecordingMetrics(new SimpleMeterRegistry()),
                InstantSource.fixed(START))) {
            RecordingTap tap =
                    recording.record(new MonitorOfView(1, "Main"), FrameRate.DEFAULT, DrawnScreen.FORMAT, SIDE, SIDE);
            send(tap, CURSOR_IS_PAINTED, Duration.ZERO);
            screen.image.setRGB(0, 0, CURSOR);
            send(tap, screen.whole(), Duration.ZERO);
            screen.image.setRGB(0, 0, PLAIN);
            send(tap, screen.update(new Rectangle(0, 0, 1, 1)), Duration.ofMillis(100));
            tap.close(CloseReason.SESSION_ENDED, START.plusSeconds(1));
        }
        assertThat(encoder.firstPixels).containsExactly(PLAIN);
    }

    private static void send(RecordingTap tap, byte[] bytes, Duration after) throws Exception {
        tap.received(bytes, 0, bytes.length, START.plus(after));
    }
}
