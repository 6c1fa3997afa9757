package retrace.relay.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
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

@Timeout(60)
class UnbrokenClockTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    private static final int PICTURES = 8;

    @TempDir
    Path folder;

    @Test
    void aClockThatIsSetBackGoesOnAndOneThatIsSetForwardIsFollowed() {
        AtomicReference<Instant> wall = new AtomicReference<>(NOON);
        InstantSource clock = new UnbrokenClock(wall::get);
        assertThat(clock.instant()).isEqualTo(NOON);

        wall.set(NOON.minusSeconds(3600));
        Instant setBack = clock.instant();
        assertThat(setBack).isBetween(NOON, NOON.plusSeconds(30));
        wall.set(NOON.minusSeconds(3600).plusSeconds(60));
        assertThat(clock.instant()).isEqualTo(setBack.plusSeconds(60));
        wall.set(NOON.plusSeconds(3600));
        assertThat(clock.instant()).isAfter(NOON.plusSeconds(7200));
    }

    @Test
    void aSessionGoesOnBeingRecordedWhenTheClockIsSetBack() throws Exception {
        AtomicReference<Duration> offset = new AtomicReference<>(Duration.ZERO);
        PermittedEncoder encoder = new PermittedEncoder();
        encoder.permit(Integer.MAX_VALUE);
        try (RunningRelay relay = new RunningRelay(
                        folder,
                        SessionSettings.DEFAULT,
                        RecordingSettings.DEFAULT,
                        new UncheckedEncoders(encoder),
                        () -> Instant.now().plus(offset.get()));
                ScriptedStreamer streamer = ScriptedStreamer.showing((in, out) -> {
                    ScriptedStreamer.awaitRequest(in);
                    for (int i = 1; i <= PICTURES; i++) {
                        ScriptedStreamer.paint(out, i);
                        out.flush();
                        pause();
                        if (i == 2) {
                            offset.set(Duration.ofMinutes(-5));
                        }
                    }
                })) {
            AwaitViewer request = RunningRelay.viewerOf(streamer.port(), true, null);
            try (ScriptedViewer viewer = new ScriptedViewer(relay.port())) {
                viewer.enter(relay.ticketFor(request)).ask();
                viewer.in().readAllBytes();
            }
            relay.reports().awaitSegmentsOf(request.session());
        }
        assertThat(encoder.firstPixels())
                .containsAll(IntStream.rangeClosed(1, PICTURES).boxed().toList());
    }

    /** Longer than the interval between two frames. */
    private static void pause() throws IOException {
        try {
            Thread.sleep(300);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
