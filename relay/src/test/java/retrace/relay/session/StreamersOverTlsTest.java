package retrace.relay.session;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import retrace.kernel.endpoint.StreamerTls;
import retrace.kernel.endpoint.StreamerTls.Rule;
import retrace.kernel.relay.RelayCommand.AwaitViewer;
import retrace.relay.rfb.handshake.ViewerSecurity;
import retrace.relay.testing.RunningRelay;
import retrace.relay.testing.ScriptedStreamer;
import retrace.relay.testing.ScriptedViewer;
import retrace.relay.testing.TestAuthority;
import retrace.relay.testing.TestAuthority.Issued;
import retrace.relay.tls.ServerIdentity;

/** What Debian's streamers cannot be brought to do over TLS. */
@Timeout(60)
class StreamersOverTlsTest {

    private static final StreamerTls ENCRYPTED = new StreamerTls(Rule.ENCRYPTED, null);

    @TempDir
    Path folder;

    @TempDir
    Path behind;

    @TempDir
    Path certificates;

    @Test
    void aStreamerThatAgreesOnTlsAndSpeaksPlainlyIsNamed() throws Exception {
        try (ScriptedStreamer streamer = new ScriptedStreamer((in, out) -> {
                    out.write("RFB 003.008\n".getBytes(US_ASCII));
                    in.readFully(new byte[12]);
                    out.write(new byte[] {1, 19});
                    in.readByte();
                    out.write(new byte[] {0, 2});
                    in.readFully(new byte[2]);
                    out.write(new byte[] {0, 1, 0, 0, 1, 4}); // X509None
                    in.readInt();
                    out.write(1);
                    out.write("no TLS at all".getBytes(US_ASCII));
                    in.readAllBytes();
                });
                RunningRelay relay = new RunningRelay(folder);
                ScriptedViewer viewer = new ScriptedViewer(relay.port())) {
            AwaitViewer request =
                    RunningRelay.viewerOf(streamer.port(), false, null).with(null, null, ENCRYPTED);
            viewer.prove("003.008", relay.ticketFor(request));
            assertThat(viewer.in().readInt()).isEqualTo(1);
            assertThat(viewer.reason()).endsWith("cannot be used: it does not speak TLS where it said that it would.");
        }
    }

    /** Another relay is a server that takes names and passwords over TLS: its tickets are the passwords. */
    @Test
    void aUserNameAndItsPasswordAreSaidOverTls() throws Exception {
        Issued issued = new TestAuthority(certificates).issue("behind");
        SSLContext context = issued.serverContext();
        ViewerSecurity tlsAlone = new ViewerSecurity(false, new ServerIdentity(() -> context));
        try (ScriptedStreamer streamer = ScriptedStreamer.showing((in, out) -> in.readAllBytes());
                RunningRelay server = new RunningRelay(behind, tlsAlone);
                RunningRelay relay = new RunningRelay(folder);
                ScriptedViewer viewer = new ScriptedViewer(relay.port())) {
            String password = server.ticketFor(RunningRelay.viewerOf(streamer.port(), false, null));
            StreamerTls pinned = new StreamerTls(Rule.CERTIFIED, issued.sha256());
            AwaitViewer request =
                    RunningRelay.viewerOf(server.port(), false, null).with("tessa", password, pinned);
            viewer.enter(relay.ticketFor(request));
        }
    }
}
