package retrace.relay.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import retrace.kernel.relay.RelayCommand.AwaitViewer;
import retrace.relay.testing.RecordedVideo;
import retrace.relay.testing.RunningRelay;
import retrace.relay.testing.ScriptedStreamer;
import retrace.relay.testing.ScriptedViewer;

/** What was recorded until a streamer broke plays. */
class BrokenSessionsIT {

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource("retrace.relay.session.BadStreamer#all")
    void whatWasRecordedUntilTheStreamerBrokePlays(BadStreamer bad) throws Exception {
        try (RunningRelay relay = new RunningRelay(folder);
                ScriptedStreamer streamer = bad.start();
                ScriptedViewer viewer = new ScriptedViewer(relay.port())) {
            AwaitViewer request = RunningRelay.viewerOf(streamer.port(), true, null);
            viewer.enter(relay.ticketFor(request)).ask();
            RecordedVideo video = relay.videoOf(request.session());
            assertThat(video.decodingErrors()).isEmpty();
            assertThat(Double.parseDouble(video.probe("format=duration"))).isGreaterThan(0.15);
            int grey = video.frameAt("0").getRGB(32, 24) & 0xff;
            assertThat(grey).isCloseTo(BadStreamer.COLOUR & 0xff, within(3));
        }
    }
}
