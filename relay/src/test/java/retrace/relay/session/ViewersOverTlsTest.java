package retrace.relay.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import retrace.kernel.id.SessionId;
import retrace.kernel.relay.RelayCommand.RefuseViewer;
import retrace.relay.rfb.handshake.ViewerSecurity;
import retrace.relay.testing.RunningRelay;
import retrace.relay.testing.ScriptedStreamer;
import retrace.relay.testing.ScriptedViewer;
import retrace.relay.testing.TestAuthority;
import retrace.relay.testing.TestAuthority.Issued;
import retrace.relay.tls.ServerIdentity;

/** Viewers that choose VeNCrypt, as rfbproto describes it, with the JDK's own TLS sockets. */
@Timeout(60)
class ViewersOverTlsTest {

    private static final int X509_VNC = 261;
    private static final int X509_PLAIN = 262;

    @TempDir
    static Path certificates;

    @TempDir
    Path folder;

    private static TestAuthority authority;
    private static Issued issued;

    @BeforeAll
    static void issue() {
        authority = new TestAuthority(certificates);
        issued = authority.issue("relay");
    }

    private RunningRelay relay(boolean withoutTls) {
        SSLContext context = issued.serverContext();
        return new RunningRelay(folder, new ViewerSecurity(withoutTls, new ServerIdentity(() -> context)));
    }

    private static ScriptedStreamer painter() {
        return ScriptedStreamer.showing((in, out) -> {
            ScriptedStreamer.awaitRequest(in);
            ScriptedStreamer.paint(out, 0x204060);
            in.readAllBytes();
        });
    }

    private static String ticketFor(RunningRelay relay, ScriptedStreamer streamer) {
        return relay.ticketFor(RunningRelay.viewerOf(streamer.port(), false, null));
    }

    @Test
    void aTicketIsTakenAsThePasswordBesideAnyName() throws Exception {
        try (ScriptedStreamer streamer = painter();
                RunningRelay relay = relay(true);
                ScriptedViewer viewer = new ScriptedViewer(relay.port())) {
            String ticket = ticketFor(relay, streamer);
            assertThat(viewer.chooseVeNCrypt(X509_PLAIN)).containsExactly(19, 2);
            viewer.beginTls(authority.clientContext());
            viewer.sayPlainly("tessa", ticket);
            viewer.enterAfterProof().ask();
            assertThat(pictureOf(viewer)).isEqualTo(0x204060);
        }
    }

    @Test
    void aTicketIsTakenAsTheAnswerToAChallenge() throws Exception {
        try (ScriptedStreamer streamer = painter();
                RunningRelay relay = relay(false);
                ScriptedViewer viewer = new ScriptedViewer(relay.port())) {
            String ticket = ticketFor(relay, streamer);
            assertThat(viewer.chooseVeNCrypt(X509_VNC)).containsExactly(19);
            viewer.beginTls(authority.clientContext());
            viewer.answerChallenge(ticket);
            viewer.enterAfterProof().ask();
            assertThat(pictureOf(viewer)).isEqualTo(0x204060);
        }
    }

    /** TigerVNC's viewer 1.12 waits for ever where a ticket and the first data come in one packet. */
    @Test
    void noSessionTicketComesBeforeTheFirstData() throws Exception {
        SSLContext client = authority.clientContext();
        try (ScriptedStreamer streamer = painter();
                RunningRelay relay = relay(false);
                ScriptedViewer viewer = new ScriptedViewer(relay.port())) {
            viewer.chooseVeNCrypt(X509_PLAIN);
            viewer.beginTls(client);
            viewer.sayPlainly("tessa", ticketFor(relay, streamer));
            viewer.enterAfterProof();
        }
        assertThat(Collections.list(client.getClientSessionContext().getIds()))
                .as("the connection's own session, and none by a ticket")
                .hasSize(1);
    }

    /** The first pixel of the first update. */
    private static int pictureOf(ScriptedViewer viewer) throws Exception {
        viewer.in().readFully(new byte[16]);
        return Integer.reverseBytes(viewer.in().readInt());
    }

    @Test
    void theSentenceOfARefusalComesOverTls() throws Exception {
        try (RunningRelay relay = relay(false);
                ScriptedViewer viewer = new ScriptedViewer(relay.port())) {
            String ticket = relay.sessions()
                    .refuse(new RefuseViewer(SessionId.create(), "It is in a session."))
                    .secret();
            viewer.chooseVeNCrypt(X509_PLAIN);
            viewer.beginTls(authority.clientContext());
            viewer.sayPlainly("", ticket);
            assertThat(viewer.in().readInt()).isEqualTo(1);
            assertThat(viewer.reason()).isEqualTo("It is in a session.");
            assertThat(viewer.in().read()).isEqualTo(-1); // after a farewell: without one this throws
        }
    }

    @Test
    void aWrongTicketIsRefused() throws Exception {
        try (RunningRelay relay = relay(true);
                ScriptedViewer viewer = new ScriptedViewer(relay.port())) {
            viewer.chooseVeNCrypt(X509_PLAIN);
            viewer.beginTls(authority.clientContext());
            viewer.sayPlainly("tessa", "ABCDEFGH");
            assertThat(viewer.in().readInt()).isEqualTo(1);
            assertThat(viewer.reason()).startsWith("The ticket is wrong");
        }
    }

    @Test
    void whereTlsIsRequiredAnOldViewerIsToldSo() throws Exception {
        try (RunningRelay relay = relay(false);
                ScriptedViewer viewer = new ScriptedViewer(relay.port())) {
            viewer.greet("003.003");
            assertThat(viewer.in().readInt()).isZero();
            assertThat(viewer.reason()).contains("over TLS only").contains("RFB 3.3");
            relay.awaitRefusal("WITHOUT_TLS");
        }
    }

    @Test
    void whereTlsIsRequiredNothingElseIsTaken() throws Exception {
        try (RunningRelay relay = relay(false);
                ScriptedViewer viewer = new ScriptedViewer(relay.port())) {
            viewer.greet("003.008");
            viewer.in().readFully(new byte[2]);
            viewer.out().write(2);
            assertThat(viewer.in().read()).isEqualTo(-1);
            relay.awaitRefusal("PROTOCOL_VIOLATION");
        }
    }

    @Test
    void whatWasNotOfferedIsNotTaken() throws Exception {
        try (RunningRelay relay = relay(true);
                ScriptedViewer viewer = new ScriptedViewer(relay.port())) {
            viewer.chooseVeNCrypt(256); // Plain, without TLS
            assertThatThrownBy(() -> viewer.in().readByte()).isInstanceOf(EOFException.class);
        }
    }

    @Test
    void anotherVersionOfVeNCryptIsRefused() throws Exception {
        try (RunningRelay relay = relay(true);
                ScriptedViewer viewer = new ScriptedViewer(relay.port())) {
            viewer.greet("003.008");
            viewer.in().readFully(new byte[3]);
            viewer.out().write(19);
            viewer.in().readFully(new byte[2]);
            viewer.out().write(new byte[] {0, 1});
            assertThat(viewer.in().read()).isEqualTo(1);
            assertThat(viewer.in().read()).isEqualTo(-1);
        }
    }

    @Test
    void aPasswordOfGigabytesIsNotWaitedFor() throws Exception {
        try (RunningRelay relay = relay(true);
                ScriptedViewer viewer = new ScriptedViewer(relay.port())) {
            viewer.chooseVeNCrypt(X509_PLAIN);
            viewer.beginTls(authority.clientContext());
            viewer.out().writeInt(0);
            viewer.out().writeInt(-1);
            assertThat(viewer.in().read()).isEqualTo(-1);
            relay.awaitRefusal("PROTOCOL_VIOLATION");
        }
    }

    @Test
    void aViewerThatSpeaksPlainlyWhereTlsWasAgreedIsTurnedAway() throws Exception {
        try (RunningRelay relay = relay(true);
                ScriptedViewer viewer = new ScriptedViewer(relay.port())) {
            viewer.chooseVeNCrypt(X509_PLAIN);
            viewer.in().readByte();
            viewer.out().write("RFB is plain text here".getBytes(StandardCharsets.US_ASCII));
            viewer.in().readAllBytes(); // an alert, and the end
            relay.awaitRefusal("TLS_FAILED");
        }
    }

    @Test
    void aViewerThatDoesNotTrustTheCertificateLeaves() throws Exception {
        try (RunningRelay relay = relay(true);
                ScriptedViewer viewer = new ScriptedViewer(relay.port())) {
            viewer.chooseVeNCrypt(X509_PLAIN);
            assertThatThrownBy(() -> viewer.beginTls(SSLContext.getDefault())).isInstanceOf(SSLException.class);
            relay.awaitRefusal("TLS_FAILED");
        }
    }

    @Test
    void aCertificateThatWasReplacedIsShownToWhoComesNext() throws Exception {
        AtomicReference<SSLContext> context =
                new AtomicReference<>(authority.issueExpired("old").serverContext());
        try (RunningRelay relay =
                new RunningRelay(folder, new ViewerSecurity(true, new ServerIdentity(context::get)))) {
            try (ScriptedViewer viewer = new ScriptedViewer(relay.port())) {
                viewer.chooseVeNCrypt(X509_PLAIN);
                assertThatThrownBy(() -> viewer.beginTls(authority.clientContext()))
                        .isInstanceOf(SSLException.class);
            }
            context.set(issued.serverContext());
            try (ScriptedViewer viewer = new ScriptedViewer(relay.port())) {
                viewer.chooseVeNCrypt(X509_PLAIN);
                viewer.beginTls(authority.clientContext());
            }
        }
    }
}
