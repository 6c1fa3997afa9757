package retrace.relay.session;

import static org.assertj.core.api.Assertions.assertThat;
import static retrace.relay.testing.AskedStreamer.painted;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import retrace.kernel.session.EndReason;
import retrace.kernel.session.SessionCommand.CloseSegment;
import retrace.kernel.session.SessionCommand.EndSession;
import retrace.relay.recording.RecordingSettings;
import retrace.relay.rfb.Rectangle;
import retrace.relay.session.WatchingViewer.Update;
import retrace.relay.store.FolderStore;
import retrace.relay.testing.AskedStreamer;
import retrace.relay.testing.HeavyEncoder;
import retrace.relay.testing.RunningRelay;
import retrace.relay.testing.TroubledStore;
import retrace.relay.testing.UncheckedEncoders;

/** A session past the spool's room: it stands still, and goes on or ends. */
@Timeout(60)
class RecordingAwayTest {

    private static final Rectangle ALL = new Rectangle(0, 0, 64, 48);
    private static final int PAINTED = 7;

    /** Tests whose relay gives recording less than a second to come back. */
    private static final String IMPATIENT = "impatient";

    private static final long SPOOL_BYTES = 1 << 20;
    private static final RecordingSettings PART_A_FRAME = new RecordingSettings(
            512L << 20, 1 << 10, Duration.ofSeconds(8), 1 << 20, Duration.ZERO, Duration.ofSeconds(10), 24);

    @TempDir
    Path folder;

    private final AskedStreamer streamer = new AskedStreamer();
    private TroubledStore store;
    private RunningRelay relay;
    private WatchingViewer viewer;
    private int shown;

    @BeforeEach
    void connect(TestInfo test) throws IOException {
        Duration recordingAwayMax =
                test.getTags().contains(IMPATIENT) ? Duration.ofMillis(800) : Duration.ofSeconds(60);
        store = new TroubledStore(new FolderStore(folder));
        store.leave();
        SessionSettings usual = SessionSettings.DEFAULT;
        SessionSettings settings = new SessionSettings(
                usual.ticketLife(),
                usual.sessionsMax(),
                usual.handshakesMax(),
                usual.failedAttemptsMax(),
                usual.handshakeTime(),
                usual.connectTime(),
                usual.probeTime(),
                usual.streamerBufferBytes(),
                usual.viewerBufferBytes(),
                Duration.ofMillis(200),
                usual.timeLimit(),
                recordingAwayMax);
        relay = new RunningRelay(
                folder, store, SPOOL_BYTES, settings, PART_A_FRAME, new UncheckedEncoders(HeavyEncoder::new));
        viewer = new WatchingViewer(relay.port(), relay.ticketFor(RunningRelay.viewerOf(streamer.port(), true, null)));
        viewer.offer(0);
    }

    @AfterEach
    void disconnect() throws IOException {
        viewer.close();
        relay.close();
        streamer.close();
    }

    /** Shows pictures until recording is not possible; then the viewer waits for the next. */
    private void showUntilTheSpoolIsFull() throws Exception {
        viewer.ask(false);
        streamer.asked();
        while (relay.spool().room().whyNot().isEmpty()) {
            streamer.send(painted(ALL, 4, PAINTED + shown++ % 2));
            assertThat(viewer.next().only().area()).isEqualTo(ALL);
            viewer.ask(true);
            if (streamer.askedWithin(1000) == null) {
                break; // it stands still between this picture and the next
            }
            TimeUnit.MILLISECONDS.sleep(120); // a frame each
        }
    }

    private static byte[] clipboard(String text) {
        byte[] bytes = new byte[8 + text.length()];
        bytes[0] = 6;
        bytes[7] = (byte) text.length();
        System.arraycopy(text.getBytes(StandardCharsets.ISO_8859_1), 0, bytes, 8, text.length());
        return bytes;
    }

    private int recordedFrames() {
        return relay.reports().all(CloseSegment.class).stream()
                .mapToInt(closed -> closed.segment().frames())
                .sum();
    }

    @Test
    void nothingPassesEitherWayUntilRecordingIsPossibleAgainAndNothingIsLost() throws Exception {
        showUntilTheSpoolIsFull();
        Update banner = viewer.next();
        assertThat(banner.only().pixels().stream().distinct().count())
                .as("a banner")
                .isGreaterThan(1);
        TimeUnit.MILLISECONDS.sleep(600); // the viewer has asked by now, if it wanted

        viewer.send(clipboard("held back"));
        streamer.send(painted(ALL, 4, 77));
        shown++;
        assertThat(streamer.clipboardWithin(500)).isNull();
        assertThat(viewer.hasNothing()).isTrue();

        store.comeBack();
        assertThat(streamer.clipboardWithin(20_000)).isEqualTo("held back");
        assertThat(viewer.next().only().pixels()).containsOnly(0x4d4d4d4d);
        viewer.close();
        assertThat(relay.reports().awaitEnd().reason()).isEqualTo(EndReason.TECHNICIAN_LEFT);
        relay.reports().await(CloseSegment.class);
        assertThat(recordedFrames()).isEqualTo(shown);
    }

    @Test
    @Tag(IMPATIENT)
    void aSessionWhoseRecordingDoesNotComeBackEndsAndKeepsWhatWasRecorded() throws Exception {
        showUntilTheSpoolIsFull();
        EndSession end = relay.reports().awaitEnd();
        assertThat(end.reason()).isEqualTo(EndReason.RECORDING_UNAVAILABLE);
        assertThat(relay.reports().all(CloseSegment.class)).isEmpty();

        store.comeBack();
        relay.reports().await(CloseSegment.class);
        assertThat(recordedFrames()).isEqualTo(shown);
    }

    @Test
    void anUnrecordedSessionDoesNotNotice() throws Exception {
        showUntilTheSpoolIsFull();
        try (AskedStreamer other = new AskedStreamer();
                WatchingViewer unrecorded = new WatchingViewer(
                        relay.port(), relay.ticketFor(RunningRelay.viewerOf(other.port(), false, null)))) {
            unrecorded.ask(false);
            other.asked();
            other.send(painted(ALL, 4, 5));
            assertThat(unrecorded.next().only().pixels()).isEqualTo(unrecordedPixels());
        }
        store.comeBack();
    }

    private static List<Integer> unrecordedPixels() {
        return Collections.nCopies(64 * 48, 0x05050505);
    }
}
