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
import retrace.kernel.recording.ClosedSegment;
import retrace.kernel.recording.FrameRate;
import retrace.relay.recording.encode.OpenH264Encoder;
import retrace.relay.rfb.Rectangle;
import retrace.relay.store.FolderStore;
import retrace.relay.testing.Pictures;
import retrace.relay.testing.RecordedVideo;
import retrace.relay.testing.StoredNames;
import retrace.relay.testing.TemporarySpool;

/** What was recorded, opened by FFmpeg's own programs. */
class RecordedSessionIT {

    private static final Instant START = Instant.parse("2026-11-24T10:00:00Z");
    private static final double READABLE_DECIBELS = 38;

    @TempDir
    Path folder;

    private final RecordedJournal journal = new RecordedJournal();
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

    private SessionRecording recording(RecordingSettings settings) {
        return new SessionRecording(
                TeamId.create(),
                SessionId.create(),
                store,
                spool.spool(),
                (width, height, rate) -> new OpenH264Encoder(width, height, rate, settings.quantiser()),
                journal,
                settings,
                new RecordingMetrics(new SimpleMeterRegistry()),
                InstantSource.system());
    }

    private RecordedVideo video(ClosedSegment segment) {
        return new RecordedVideo(folder.resolve(segment.object().name()));
    }

    private static void send(RecordingTap tap, byte[] bytes, Duration after) throws Exception {
        tap.received(bytes, 0, bytes.length, START.plus(after));
    }

    @Test
    void smallTextStaysReadableAndTimesAreThoseOfTheSession() throws Exception {
        DrawnScreen screen = new DrawnScreen(1280, 801);
        screen.page(9);
        try (SessionRecording recording = recording(RecordingSettings.DEFAULT)) {
            RecordingTap tap =
                    recording.record(new MonitorOfView(1, "Main"), FrameRate.DEFAULT, DrawnScreen.FORMAT, 1280, 801);
            send(tap, screen.whole(), Duration.ZERO);
            for (int i = 1; i <= 30; i++) {
                screen.text(300, 20 + i * 10, 11, "typed at step " + i);
                send(tap, screen.update(new Rectangle(290, i * 10, 300, 24)), Duration.ofMillis(i * 150L));
            }
            tap.close(CloseReason.SESSION_ENDED, START.plusSeconds(6));
        }
        assertThat(journal.failed).isEmpty();
        ClosedSegment segment = journal.closed.getFirst();
        assertThat(segment.frames()).isEqualTo(31);
        assertThat(segment.firstFrameAt()).isEqualTo(START);
        assertThat(segment.lastFrameAt()).isEqualTo(START.plusMillis(4500));
        assertThat(segment.endedAt()).isEqualTo(START.plusSeconds(6));
        RecordedVideo video = video(segment);
        assertThat(video.decodingErrors()).isEmpty();
        assertThat(video.probe("format=duration")).isEqualTo("6.000000");
        assertThat(video.probe("stream=nb_frames")).isEqualTo("31");
        assertThat(video.probe("stream=width,height")).isEqualTo("1280\n802");
        assertThat(Pictures.lumaDecibels(screen.image, video.frameAt("4.4"))).isGreaterThan(READABLE_DECIBELS);
    }

    @Test
    void splitsOnSizeTurnAndFrameRateWithoutLosingAPicture() throws Exception {
        DrawnScreen wide = new DrawnScreen(640, 400);
        wide.page(10);
        DrawnScreen tall = new DrawnScreen(400, 640);
        tall.page(10);
        try (SessionRecording recording = recording(RecordingSettings.DEFAULT)) {
            RecordingTap tap =
                    recording.record(new MonitorOfView(1, "Main"), FrameRate.DEFAULT, DrawnScreen.FORMAT, 640, 400);
            send(tap, wide.whole(), Duration.ZERO);
            send(tap, DrawnScreen.resize(400, 640), Duration.ofSeconds(1));
            send(tap, tall.whole(), Duration.ofMillis(1100));
            tap.frameRateChanged(new FrameRate(5), START.plusSeconds(2));
            send(tap, DrawnScreen.resize(640, 400), Duration.ofSeconds(3));
            send(tap, wide.whole(), Duration.ofMillis(3100));
            send(tap, DrawnScreen.resize(642, 400), Duration.ofSeconds(4));
            tap.close(CloseReason.SESSION_ENDED, START.plusSeconds(6));
        }
        assertThat(journal.closed)
                .extracting(ClosedSegment::reason)
                .containsExactly(
                        CloseReason.ORIENTATION_CHANGED,
                        CloseReason.FRAME_RATE_CHANGED,
                        CloseReason.ORIENTATION_CHANGED,
                        CloseReason.RESOLUTION_CHANGED,
                        CloseReason.SESSION_ENDED);
        for (int i = 1; i < journal.closed.size(); i++) {
            assertThat(journal.closed.get(i).previousSha256())
                    .isEqualTo(journal.closed.get(i - 1).object().sha256());
            assertThat(journal.closed.get(i).firstFrameAt())
                    .isEqualTo(journal.closed.get(i - 1).endedAt());
        }
        RecordedVideo turned = video(journal.closed.get(2));
        assertThat(Pictures.lumaDecibels(tall.image, turned.frameAt("0"))).isGreaterThan(READABLE_DECIBELS);
    }

    @Test
    void neverWritesAByteMoreThanTheLimit() throws Exception {
        RecordingSettings small = new RecordingSettings(
                400_000, 100_000, Duration.ofSeconds(10), 32 << 20, Duration.ofSeconds(1), Duration.ofSeconds(10), 24);
        DrawnScreen screen = new DrawnScreen(320, 240);
        try (SessionRecording recording = recording(small)) {
            RecordingTap tap =
                    recording.record(new MonitorOfView(1, "Main"), FrameRate.DEFAULT, DrawnScreen.FORMAT, 320, 240);
            for (int i = 0; i < 60; i++) {
                screen.noise(i);
                send(tap, screen.whole(), Duration.ofMillis(i * 100L));
            }
            tap.close(CloseReason.SESSION_ENDED, START.plusSeconds(6));
        }
        assertThat(journal.closed.size()).isGreaterThan(2);
        assertThat(journal.closed.stream().mapToInt(ClosedSegment::frames).sum())
                .isEqualTo(60);
        for (ClosedSegment segment : journal.closed) {
            assertThat(segment.object().sizeBytes()).isLessThanOrEqualTo(400_000);
            assertThat(segment.object().sizeBytes())
                    .isGreaterThan(segment.reason() == CloseReason.SIZE_LIMIT ? 300_000 : 0);
            assertThat(video(segment).decodingErrors()).isEmpty();
        }
        assertThat(StoredNames.in(store, "")).hasSize(journal.closed.size());
    }
}
