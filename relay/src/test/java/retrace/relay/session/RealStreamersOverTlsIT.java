package retrace.relay.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import retrace.kernel.endpoint.StreamerTls;
import retrace.kernel.endpoint.StreamerTls.Rule;
import retrace.kernel.relay.RelayCommand.AwaitViewer;
import retrace.relay.rfb.decode.Formats;
import retrace.relay.testing.MinimalViewer;
import retrace.relay.testing.PasswordFile;
import retrace.relay.testing.RunningRelay;
import retrace.relay.testing.ScriptedViewer;
import retrace.relay.testing.TestAuthority;
import retrace.relay.testing.TestAuthority.Issued;
import retrace.relay.testing.X11vncStreamer;
import retrace.relay.testing.XvncDesktop;
import retrace.relay.tls.StreamerTrust;

/** Xvnc, which does TLS by GnuTLS, and x11vnc, which does it by OpenSSL, at the end of the relay's own TLS. */
class RealStreamersOverTlsIT {

    private static final String PASSWORD = "geheim12";
    private static final int RAW = 0;
    private static final int COLOUR = 0x204060;

    @TempDir
    static Path certificates;

    @TempDir
    Path folder;

    private static TestAuthority authority;
    private static Issued good;

    @BeforeAll
    static void issue() {
        authority = new TestAuthority(certificates);
        good = authority.issue("streamer");
    }

    private RunningRelay relay() {
        return new RunningRelay(folder, new StreamerTrust(authority::clientContext));
    }

    private static XvncDesktop desktop(String types, Issued certificate) {
        XvncDesktop desktop = XvncDesktop.openWith(
                64,
                48,
                "-SecurityTypes",
                types,
                "-PasswordFile",
                PasswordFile.of(PASSWORD).toString(),
                "-X509Cert",
                certificate.certificate().toString(),
                "-X509Key",
                certificate.key().toString());
        desktop.plain("#204060");
        return desktop;
    }

    private static AwaitViewer request(int port, StreamerTls tls) {
        return RunningRelay.viewerOf(port, true, PASSWORD).with(null, PASSWORD, tls);
    }

    private static StreamerTls rule(Rule rule) {
        return new StreamerTls(rule, null);
    }

    @ParameterizedTest
    @CsvSource({
        "X509Vnc, AS_OFFERED",
        "X509None, AS_OFFERED",
        "'X509Vnc,VncAuth', CERTIFIED",
        "X509None, CERTIFIED",
        "TLSVnc, ENCRYPTED",
        "TLSNone, ENCRYPTED",
        "'TLSVnc,X509Vnc,None', ENCRYPTED"
    })
    void xvncIsSeenByWhatItOffers(String types, Rule rule) throws Exception {
        try (XvncDesktop desktop = desktop(types, good);
                RunningRelay relay = relay()) {
            assertSeen(relay, request(desktop.port(), rule(rule)));
        }
    }

    @Test
    void aPinnedCertificateIsTakenThoughNobodyVouchesForItAndItHasExpired() throws Exception {
        Issued expired = authority.issueExpired("pinned");
        try (XvncDesktop desktop = desktop("X509Vnc", expired);
                RunningRelay relay = new RunningRelay(folder)) {
            assertSeen(relay, request(desktop.port(), new StreamerTls(Rule.CERTIFIED, expired.sha256())));
        }
    }

    @Test
    void x11vncIsSeenOverTls() throws Exception {
        Path pem = Files.createTempFile(certificates, "x11vnc", ".pem");
        Files.writeString(pem, Files.readString(good.key()) + Files.readString(good.certificate()));
        try (XvncDesktop desktop = XvncDesktop.open(64, 48);
                X11vncStreamer streamer =
                        desktop.startX11vnc("-ssl", pem.toString(), "-vencrypt", "force", "-passwd", PASSWORD);
                RunningRelay relay = relay()) {
            desktop.plain("#204060");
            assertSeen(relay, request(streamer.port(), rule(Rule.CERTIFIED)));
        }
    }

    @Test
    void x11vncWithTightVncsSecurityTypeIsSeen() throws Exception {
        try (XvncDesktop desktop = XvncDesktop.open(64, 48);
                X11vncStreamer streamer = desktop.startX11vnc("-tightfilexfer");
                RunningRelay relay = relay()) {
            desktop.plain("#204060");
            assertSeen(relay, RunningRelay.viewerOf(streamer.port(), true, null));
        }
    }

    private static void assertSeen(RunningRelay relay, AwaitViewer request) throws IOException {
        try (MinimalViewer viewer = MinimalViewer.through(relay, relay.ticketFor(request), Formats.PLAIN, RAW)) {
            assertThat(viewer.wholePicture()[0] & 0xffffff).isEqualTo(COLOUR);
        }
    }

    @Test
    void anExpiredCertificateIsNamed() throws Exception {
        try (XvncDesktop desktop = desktop("X509Vnc", authority.issueExpired("expired"));
                RunningRelay relay = relay()) {
            assertThat(refusal(relay, request(desktop.port(), rule(Rule.CERTIFIED))))
                    .endsWith("cannot be used: its certificate has expired.");
        }
    }

    @Test
    void aCertificateForAnotherComputerIsNamed() throws Exception {
        try (XvncDesktop desktop = desktop("X509Vnc", authority.issueForAnother("another"));
                RunningRelay relay = relay()) {
            assertThat(refusal(relay, request(desktop.port(), rule(Rule.CERTIFIED))))
                    .contains("its certificate is for another computer");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"CERTIFIED", "AS_OFFERED"})
    void aCertificateThatNobodyVouchesForIsNamed(Rule rule) throws Exception {
        try (XvncDesktop desktop = desktop("X509Vnc", good);
                RunningRelay relay = new RunningRelay(folder)) {
            assertThat(refusal(relay, request(desktop.port(), rule(rule))))
                    .contains("its certificate is by nobody whom the relay trusts");
        }
    }

    @Test
    void anotherCertificateThanThePinnedOneIsNamedWithBoth() throws Exception {
        try (XvncDesktop desktop = desktop("X509Vnc", good);
                RunningRelay relay = relay()) {
            String pin = "0123456789abcdef".repeat(4);
            assertThat(refusal(relay, request(desktop.port(), new StreamerTls(Rule.CERTIFIED, pin))))
                    .contains("not the one that is pinned")
                    .contains(pin)
                    .contains(good.sha256());
        }
    }

    @Test
    void whereTlsIsRequiredAStreamerWithoutIsNotTaken() throws Exception {
        try (XvncDesktop desktop = desktop("VncAuth", good);
                RunningRelay relay = relay()) {
            assertThat(refusal(relay, request(desktop.port(), rule(Rule.ENCRYPTED))))
                    .contains("only the security types 2.")
                    .contains("over TLS alone");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"CERTIFIED", "AS_OFFERED"})
    void anonymousTlsIsTakenOnlyWhereTheEndpointAllowsIt(Rule rule) throws Exception {
        try (XvncDesktop desktop = desktop("TLSVnc", good);
                RunningRelay relay = relay()) {
            assertThat(refusal(relay, request(desktop.port(), rule(rule)))).contains("shows no certificate");
        }
    }

    private static String refusal(RunningRelay relay, AwaitViewer request) throws IOException {
        try (ScriptedViewer viewer = new ScriptedViewer(relay.port())) {
            viewer.prove("003.008", relay.ticketFor(request));
            assertThat(viewer.in().readInt()).isEqualTo(1);
            return viewer.reason();
        }
    }
}
