package retrace.relay.effects;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import retrace.kernel.endpoint.Monitor;
import retrace.kernel.endpoint.Reachability;
import retrace.kernel.endpoint.StreamerAddress;
import retrace.kernel.id.AccountId;
import retrace.kernel.id.EndpointId;
import retrace.kernel.relay.DialInAddress;
import retrace.kernel.relay.ProbeStreamer;
import retrace.relay.effects.RelayRequests.ViewerAddress;
import retrace.relay.testing.RunningRelay;
import retrace.relay.testing.ScriptedStreamer;

class ProbeWithoutRecordingTest {

    private static final ViewerAddress ADDRESS = new ViewerAddress() {
        @Override
        public String host() {
            return "relay.example";
        }

        @Override
        public int port() {
            return 5970;
        }

        @Override
        public String path() {
            return WebSocketViewers.PATH;
        }
    };

    @TempDir
    Path folder;

    @Test
    void aStreamerThatIsReachedIsSaidToBeUnrecordableWhileTheRelayCannotRecord() throws Exception {
        AtomicBoolean recording = new AtomicBoolean(true);
        try (RunningRelay relay = new RunningRelay(folder);
                ScriptedStreamer streamer = ScriptedStreamer.showing((in, out) -> in.readAllBytes())) {
            RelayRequests requests = new RelayRequests(
                    relay.sessions(),
                    relay.dialler(),
                    ADDRESS,
                    () -> new DialInAddress("relay.example", 5500),
                    recording::get);
            ProbeStreamer probe = new ProbeStreamer(
                    EndpointId.create(),
                    new Monitor(1, "Main", new StreamerAddress("127.0.0.1", streamer.port())),
                    AccountId.create());

            assertThat(requests.handle(probe)).isEqualTo(new Reachability.Reachable("3.8", false));
            recording.set(false);
            assertThat(requests.handle(probe)).isEqualTo(new Reachability.Reachable("3.8", true));
        }
    }
}
