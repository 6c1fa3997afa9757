package retrace.relay.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import retrace.kernel.recording.CloseReason;
import retrace.kernel.relay.RelayCommand.AwaitViewer;
import retrace.kernel.relay.RelayCommand.CloseSession;
import retrace.kernel.session.EndReason;
import retrace.kernel.session.SessionCommand.CloseSegment;
import retrace.relay.recording.RecordingSettings;
import retrace.relay.recording.encode.EncodedFrame;
import retrace.relay.recording.encode.OpenH264Encoder;
import retrace.relay.recording.encode.VideoEncoder;
import retrace.relay.recording.encode.VideoFormat;
import retrace.relay.rfb.Rectangle;
import retrace.relay.testing.RunningRelay;
import retrace.relay.testing.ScriptedStreamer;
import retrace.relay.testing.ScriptedViewer;

/** Sessions whose recorder is behind when they end. */
@Timeout(60)
class EndWhileRecorderIsBehindTest {

    @TempDir
    Path folder;

    private final CountDownLatch encoding = new CountDownLatch(1);
    private final CountDownLatch mayEncode = new CountDownLatch(1);
    private final CountDownLatch streamerLeft = new CountDownLatch(1);

    private final class HeldEncoder implements VideoEncoder {

        private final VideoEncoder real;

        HeldEncoder(int width, int height, int rate) {
            real = new OpenH264Encoder(width, height, rate, RecordingSettings.DEFAULT.quantiser());
        }

        @Override
        public EncodedFrame encode(int[] pixels, List<Rectangle> damage, boolean key) {
            encoding.countDown();
            try {
                mayEncode.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return real.encode(pixels, damage, key);
        }

        @Override
        public VideoFormat format() {
            return real.format();
        }

        @Override
        public void close() {
            real.close();
        }
    }

    /** As the console does it: it leaves, and asks for the end in the same moment. */
    @Test
    void anEndByRequestWaitsForTheRecorderOfAViewThatHasJustBeenLeft() throws Exception {
        try (RunningRelay relay =
                        new RunningRelay(folder, SessionSettings.DEFAULT, RecordingSettings.DEFAULT, HeldEncoder::new);
                ScriptedStreamer streamer = ScriptedStreamer.showing((in, out) -> {
                    in.readFully(new byte[4 + 8 + 10]); // SetEncodings of the relay's own, then the request
                    ScriptedStreamer.paint(out, 0x204060);
                    in.readAllBytes();
                    streamerLeft.countDown();
                })) {
            AwaitViewer request = RunningRelay.viewerOf(streamer.port(), true, null);
            try (ScriptedViewer viewer = new ScriptedViewer(relay.port())) {
                viewer.enter(relay.ticketFor(request)).ask();
                encoding.await();
            }
            streamerLeft.await();
            Thread.sleep(200); // the view ends a moment after its connections

            relay.sessions().close(new CloseSession(request.session(), EndReason.ENDED_BY_REQUEST, "Ada ended it."));
            Thread.sleep(200); // enough to forget the recorder
            mayEncode.countDown();

            assertThat(relay.reports().awaitEnd().detail()).isEqualTo("Ada ended it.");
            assertThat(relay.reports().all(CloseSegment.class))
                    .singleElement()
                    .extracting(closed -> closed.segment().reason())
                    .isEqualTo(CloseReason.SESSION_ENDED);
        }
    }
}
