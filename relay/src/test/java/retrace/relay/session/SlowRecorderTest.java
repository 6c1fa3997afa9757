package retrace.relay.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import retrace.kernel.relay.RelayCommand.AwaitViewer;
import retrace.relay.recording.RecordingSettings;
import retrace.relay.testing.PermittedEncoder;
import retrace.relay.testing.RunningRelay;
import retrace.relay.testing.ScriptedStreamer;
import retrace.relay.testing.ScriptedViewer;
import retrace.relay.testing.UncheckedEncoders;

/** A viewer waits for no encoder until the recorder's queue is full; then the session waits, and no frame is lost. */
@Timeout(60)
class SlowRecorderTest {

    private static final int UPDATES = 40;
    private static final int UPDATE_BYTES = 16 + 64 * 48 * 4;
    private static final int QUEUE_BYTES = 1 << 16;

    /** Less than an update has: no two of them are read at once, and so each has a time of its own. */
    private static final int BUFFER_BYTES = 8 << 10;

    @TempDir
    Path folder;

    private final PermittedEncoder encoder = new PermittedEncoder();

    @Test
    void slowsTheSessionOnlyWhenItsQueueIsFullAndLosesNoFrame() throws Exception {
        try (RunningRelay relay = relay();
                ScriptedStreamer streamer = ScriptedStreamer.showing((in, out) -> {
                    ScriptedStreamer.awaitRequest(in);
                    for (int i = 0; i < UPDATES; i++) {
                        ScriptedStreamer.paint(out, i + 1);
                    }
                    in.readAllBytes();
                })) {
            AwaitViewer request = RunningRelay.viewerOf(streamer.port(), true, null);
            try (ScriptedViewer viewer = new ScriptedViewer(relay.port())) {
                viewer.enter(relay.ticketFor(request)).ask();
                int seen = bytesUntilQuiet(viewer);
                assertThat(encoder.firstPixels()).isEmpty();
                assertThat(seen)
                        .as("bytes that came while no frame was encoded")
                        .isBetween(QUEUE_BYTES, QUEUE_BYTES + 2 * UPDATE_BYTES + 2 * BUFFER_BYTES);
                encoder.permit(Integer.MAX_VALUE);
                viewer.in().readFully(new byte[UPDATES * UPDATE_BYTES - seen]);
            }
            assertThat(relay.reports().awaitSegmentsOf(request.session()))
                    .singleElement()
                    .satisfies(closed -> assertThat(closed.segment().frames())
                            .isEqualTo(encoder.firstPixels().size()));
            // an update that takes long on its way is shown as far as it has come, and again when it is whole
            assertThat(encoder.firstPixels().stream().distinct().toList())
                    .isEqualTo(IntStream.rangeClosed(1, UPDATES).boxed().toList());
        }
    }

    private RunningRelay relay() {
        SessionSettings usual = SessionSettings.DEFAULT;
        RecordingSettings recording = RecordingSettings.DEFAULT;
        return new RunningRelay(
                folder,
                new SessionSettings(
                        usual.ticketLife(),
                        usual.sessionsMax(),
                        usual.handshakesMax(),
                        usual.failedAttemptsMax(),
                        usual.handshakeTime(),
                        usual.connectTime(),
                        usual.probeTime(),
                        BUFFER_BYTES,
                        usual.viewerBufferBytes(),
                        usual.closingTime(),
                        usual.timeLimit(),
                        usual.recordingAwayMax()),
                new RecordingSettings(
                        recording.segmentBytesMax(),
                        recording.partBytesMax(),
                        recording.partAge(),
                        QUEUE_BYTES,
                        recording.firstPictureWait(),
                        recording.keyFrameInterval(),
                        recording.quantiser()),
                new UncheckedEncoders(encoder),
                steppingClock());
    }

    /**
     * A frame's interval passes whenever the session reads it, so that each update is a frame however fast it comes. The
     * recorder, which reads it while it waits for the rest of an update, makes no time pass.
     */
    private static InstantSource steppingClock() {
        AtomicLong millis = new AtomicLong(Instant.parse("2026-11-24T10:00:00Z").toEpochMilli());
        return () -> Instant.ofEpochMilli(Thread.currentThread().isVirtual() ? millis.addAndGet(100) : millis.get());
    }

    private static int bytesUntilQuiet(ScriptedViewer viewer) throws IOException {
        DataInputStream in = viewer.in();
        byte[] buffer = new byte[BUFFER_BYTES];
        int count = 0;
        viewer.waitAtMost(Duration.ofMillis(500));
        try {
            while (true) {
                count += in.read(buffer);
            }
        } catch (SocketTimeoutException e) {
            viewer.waitAtMost(Duration.ofSeconds(20));
            return count;
        }
    }
}
