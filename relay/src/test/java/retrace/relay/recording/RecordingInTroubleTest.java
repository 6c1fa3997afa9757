package retrace.relay.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import retrace.kernel.id.SessionId;
import retrace.kernel.id.TeamId;
import retrace.kernel.recording.CloseReason;
import retrace.kernel.recording.ClosedSegment;
import retrace.kernel.recording.FrameRate;
import retrace.relay.rfb.PixelFormat;
import retrace.relay.rfb.Rectangle;
import retrace.relay.store.FolderStore;
import retrace.relay.testing.StoredNames;
import retrace.relay.testing.TemporarySpool;
import retrace.relay.testing.TroubledStore;
import retrace.relay.testing.UncheckedEncoders;

/** Half messages, failing stores, deaf journals: what had come is recorded and kept. */
class RecordingInTroubleTest {

    private static final int SIDE = 64;
    private static final Rectangle UPPER = new Rectangle(0, 0, SIDE, SIDE / 2);
    private static final Rectangle LOWER = new Rectangle(0, SIDE / 2, SIDE, SIDE / 2);

    @TempDir
    Path folder;

    private final Instant start = InstantSource.system().instant();
    private final PlainEncoder encoder = new PlainEncoder();
    private final RecordedJournal journal = new RecordedJournal();
    private final DrawnScreen screen = new DrawnScreen(SIDE, SIDE);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private TroubledStore store;
    private TemporarySpool spool;

    @BeforeEach
    void openStore() throws Exception {
        store = new TroubledStore(new FolderStore(folder));
        spool = new TemporarySpool(store);
    }

    @AfterEach
    void closeSpool() {
        spool.close();
    }

    private SessionRecording recording(RecordingSettings settings, SegmentJournal to) {
        return new SessionRecording(
                TeamId.create(),
                SessionId.create(),
                store,
                spool.spool(),
                new UncheckedEncoders(encoder),
                to,
                settings,
                new RecordingMetrics(meters),
                InstantSource.system());
    }

    private SessionRecording recording() {
        return recording(RecordingSettings.DEFAULT, journal);
    }

    private static RecordingTap tap(SessionRecording recording, int monitor) {
        return recording.record(new MonitorOfView(monitor, "Main"), FrameRate.DEFAULT, DrawnScreen.FORMAT, SIDE, SIDE);
    }

    private void send(RecordingTap tap, byte[] bytes, long afterMillis) throws Exception {
        tap.received(bytes, 0, bytes.length, start.plusMillis(afterMillis));
    }

    private static byte[] halfOf(byte[] message) {
        return Arrays.copyOf(message, message.length * 3 / 4);
    }

    @Test
    void aStreamerThatSendsNothingHasNoRecording() {
        try (SessionRecording recording = recording()) {
            tap(recording, 1).close(CloseReason.SESSION_ENDED, start.plusSeconds(5));
        }
        assertThat(journal.opened).isEmpty();
        assertThat(journal.closed).isEmpty();
    }

    @Test
    void whatHalfAnUpdateHasPaintedIsRecorded() throws Exception {
        try (SessionRecording recording = recording()) {
            RecordingTap tap = tap(recording, 1);
            send(tap, halfOf(screen.update(UPPER, LOWER)), 0);
            tap.close(CloseReason.SESSION_ENDED, start.plusSeconds(5));
        }
        assertThat(journal.closed).extracting(ClosedSegment::frames).containsExactly(1);
    }

    @Test
    void anUpdateThatStopsHalfWayIsShownAfterASecond() throws Exception {
        try (SessionRecording recording = recording()) {
            RecordingTap tap = tap(recording, 1);
            send(tap, halfOf(screen.update(UPPER, LOWER)), 0);
            Instant latest = start.plusSeconds(10);
            while (journal.opened.isEmpty() && InstantSource.system().instant().isBefore(latest)) {
                Thread.sleep(20);
            }
            assertThat(journal.opened).hasSize(1);
            tap.close(CloseReason.SESSION_ENDED, start.plusSeconds(12));
        }
        assertThat(journal.closed.getFirst().firstFrameAt()).isBetween(start.plusMillis(999), start.plusMillis(1001));
    }

    @Test
    void aFrameOfASlowUpdateHasTheTimeAtWhichItWasWhole() throws Exception {
        byte[] update = screen.whole();
        try (SessionRecording recording = recording()) {
            RecordingTap tap = tap(recording, 1);
            send(tap, update, 0);
            send(tap, update, 50); // due at 100
            byte[] half = halfOf(update);
            send(tap, half, 90);
            send(tap, Arrays.copyOfRange(update, half.length, update.length), 700);
            tap.close(CloseReason.SESSION_ENDED, start.plusSeconds(2));
        }
        ClosedSegment segment = journal.closed.getFirst();
        assertThat(segment.frames()).isEqualTo(2);
        assertThat(segment.lastFrameAt().toEpochMilli())
                .isEqualTo(start.plusMillis(700).toEpochMilli());
    }

    @Test
    void aPixelFormatThatChangesInAMessageWaitsForItsEnd() throws Exception {
        PixelFormat swapped = new PixelFormat(32, 24, true, true, 255, 255, 255, 0, 8, 16);
        screen.graphics.setColor(java.awt.Color.RED);
        screen.graphics.fillRect(0, 0, SIDE, SIDE);
        byte[] update = screen.whole();
        byte[] half = halfOf(update);
        try (SessionRecording recording = recording()) {
            RecordingTap tap = tap(recording, 1);
            send(tap, half, 0);
            tap.pixelFormatChanged(swapped);
            send(tap, Arrays.copyOfRange(update, half.length, update.length), 10);
            send(tap, update, 500);
            tap.close(CloseReason.SESSION_ENDED, start.plusSeconds(2));
        }
        assertThat(encoder.firstPixels).containsExactly(0xff0000, 0x0000ff);
    }

    @Test
    void otherScreensBeginASegmentAndTheChainGoesOnAcrossMonitors() throws Exception {
        try (SessionRecording recording = recording()) {
            RecordingTap first = tap(recording, 1);
            send(first, screen.whole(), 0);
            send(first, DrawnScreen.screens(SIDE, SIDE, 7), 200);
            send(first, DrawnScreen.screens(SIDE, SIDE, 8), 400);
            first.close(CloseReason.MONITOR_SWITCHED, start.plusSeconds(1));
            RecordingTap second = tap(recording, 2);
            send(second, screen.whole(), 2000);
            second.close(CloseReason.SESSION_ENDED, start.plusSeconds(3));
        }
        assertThat(journal.closed)
                .extracting(ClosedSegment::reason)
                .containsExactly(CloseReason.MONITOR_SWITCHED, CloseReason.MONITOR_SWITCHED, CloseReason.SESSION_ENDED);
        assertThat(journal.closed)
                .extracting(segment -> segment.view().monitor())
                .containsExactly(1, 1, 2);
        assertThat(journal.closed.getFirst().previousSha256()).isNull();
        for (int i = 1; i < 3; i++) {
            assertThat(journal.closed.get(i).previousSha256())
                    .isEqualTo(journal.closed.get(i - 1).object().sha256());
        }
    }

    /** As Xvnc tells of a resize by xrandr: first the screen changes, and then the size. */
    @Test
    void otherScreensThatComeBeforeAResizeAreTheResize() throws Exception {
        try (SessionRecording recording = recording()) {
            RecordingTap tap = tap(recording, 1);
            send(tap, screen.whole(), 0);
            send(tap, DrawnScreen.screens(SIDE, SIDE, 7), 200);
            send(tap, DrawnScreen.screens(SIDE, SIDE, 8), 400);
            send(tap, screen.whole(), 420);
            send(tap, DrawnScreen.resize(SIDE / 2, SIDE), 440);
            tap.close(CloseReason.SESSION_ENDED, start.plusSeconds(2));
        }
        assertThat(journal.closed)
                .extracting(ClosedSegment::reason)
                .containsExactly(CloseReason.RESOLUTION_CHANGED, CloseReason.SESSION_ENDED);
    }

    @Test
    void anUndecodableStreamEndsTheSessionAndKeepsWhatItShowed() throws Exception {
        try (SessionRecording recording = recording()) {
            RecordingTap tap = tap(recording, 1);
            send(tap, screen.whole(), 0);
            send(tap, new byte[] {99}, 100);
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 500; i++) {
                            send(tap, new byte[] {99}, 200 + i);
                            Thread.sleep(10);
                        }
                    })
                    .isInstanceOf(RecordingUnavailable.class)
                    .hasMessageContaining("unknown type 99");
            tap.close(CloseReason.SESSION_ENDED, start.plusSeconds(3));
        }
        assertThat(journal.closed).extracting(ClosedSegment::frames).containsExactly(1);
    }

    @Test
    void aStoreThatFailsAlthoughItHasDoneTheWorkLosesNothingAndIsNotNoticed() throws Exception {
        RecordingSettings smallParts = new RecordingSettings(
                512L << 20, 1 << 10, Duration.ofMillis(300), 1 << 20, Duration.ZERO, Duration.ofSeconds(10), 24);
        store.creationsToFail.set(3);
        store.compositionsToFail.set(1);
        try (SessionRecording recording = recording(smallParts, journal)) {
            RecordingTap tap = tap(recording, 1);
            for (int i = 0; i < 10; i++) {
                send(tap, screen.whole(), i * 200L);
            }
            tap.close(CloseReason.SESSION_ENDED, start.plusSeconds(200));
        }
        assertThat(journal.failed).isEmpty();
        assertThat(journal.closed).extracting(ClosedSegment::frames).containsExactly(10);
        assertThat(StoredNames.in(store, ""))
                .containsExactly(journal.closed.getFirst().object().name());
    }

    @Test
    void partsThatCannotBeRemovedDoNotFailTheSegment() throws Exception {
        store.deletionsToFail.set(1);
        try (SessionRecording recording = recording()) {
            RecordingTap tap = tap(recording, 1);
            send(tap, screen.whole(), 0);
            tap.close(CloseReason.SESSION_ENDED, start.plusSeconds(1));
        }
        assertThat(journal.failed).isEmpty();
        assertThat(journal.closed).hasSize(1);
        assertThat(StoredNames.in(store, ""))
                .contains(journal.closed.getFirst().object().name());
    }

    @Test
    void aJournalThatRefusesTheClosingIsNotToldThatTheSegmentFailed() throws Exception {
        RecordedJournal deaf = new RecordedJournal();
        deaf.refuseClosings();
        try (SessionRecording recording = recording(RecordingSettings.DEFAULT, deaf)) {
            RecordingTap tap = tap(recording, 1);
            send(tap, screen.whole(), 0);
            tap.close(CloseReason.SESSION_ENDED, start.plusSeconds(1));
        }
        assertThat(deaf.failed).isEmpty();
        assertThat(StoredNames.in(store, ""))
                .as("the file, and the parts that tell what it shows")
                .hasSize(4);
    }

    @Test
    void countsWhatItDoes() throws Exception {
        try (SessionRecording recording = recording()) {
            RecordingTap tap = tap(recording, 1);
            send(tap, screen.whole(), 0);
            send(tap, screen.whole(), 500);
            tap.close(CloseReason.SESSION_ENDED, start.plusSeconds(1));
        }
        assertThat(meters.get("retrace.recording.encoding").timer().count()).isEqualTo(2);
        assertThat(meters.get("retrace.recording.frame.bytes").summary().totalAmount())
                .isEqualTo(10);
        assertThat(meters.get("retrace.recording.segments.opened").counter().count())
                .isEqualTo(1);
        assertThat(meters.get("retrace.recording.recorders").gauge().value()).isZero();
        assertThat(meters.get("retrace.recording.queue.bytes").gauge().value()).isZero();
    }
}
