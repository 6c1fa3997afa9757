package retrace.relay.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import retrace.relay.rfb.handshake.ViewerSecurity;
import retrace.relay.testing.Pictures;
import retrace.relay.testing.RunningRelay;
import retrace.relay.testing.TestAuthority;
import retrace.relay.testing.TestAuthority.Issued;
import retrace.relay.testing.TigerVncViewer;
import retrace.relay.testing.XvncDesktop;
import retrace.relay.tls.ServerIdentity;

/** TigerVNC's viewer, which does TLS by GnuTLS, at a relay that takes nobody without. */
class RealViewersOverTlsIT {

    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;

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

    private RunningRelay relay() {
        SSLContext context = issued.serverContext();
        return new RunningRelay(folder, new ViewerSecurity(false, new ServerIdentity(() -> context)));
    }

    /** Where it knows nothing else, and where it could do without. */
    @ParameterizedTest
    @ValueSource(strings = {"X509Vnc", "VncAuth,X509Vnc"})
    void theViewerSeesTheDesktopWithTheTicketAsItsVncPassword(String types) throws Exception {
        try (XvncDesktop desktop = XvncDesktop.open(WIDTH, HEIGHT);
                RunningRelay relay = relay()) {
            desktop.show(Pictures.varied(WIDTH, HEIGHT, 1));
            String ticket = relay.ticketFor(RunningRelay.viewerOf(desktop.port(), false, null));
            try (TigerVncViewer viewer =
                    new TigerVncViewer(relay.port(), ticket, "-SecurityTypes=" + types, trust(), "-NoJpeg=1")) {
                awaitSame(desktop, viewer);
                desktop.show(Pictures.varied(WIDTH, HEIGHT, 2));
                awaitSame(desktop, viewer);
            }
        }
    }

    @Test
    void theViewerSeesTheDesktopWithTheTicketAsThePasswordOfAnyUser() throws Exception {
        try (XvncDesktop desktop = XvncDesktop.open(WIDTH, HEIGHT);
                RunningRelay relay = relay()) {
            desktop.show(Pictures.varied(WIDTH, HEIGHT, 3));
            String ticket = relay.ticketFor(RunningRelay.viewerOf(desktop.port(), false, null));
            try (TigerVncViewer viewer = TigerVncViewer.withName(
                    relay.port(), "tessa", ticket, "-SecurityTypes=X509Plain", trust(), "-NoJpeg=1")) {
                awaitSame(desktop, viewer);
            }
        }
    }

    private static String trust() {
        return "-X509CA=" + authority.certificate();
    }

    private static void awaitSame(XvncDesktop desktop, TigerVncViewer viewer) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        BufferedImage shown = desktop.screenshot();
        double error = Double.MAX_VALUE;
        while (System.nanoTime() < end && error > 0) {
            Thread.sleep(200);
            error = Pictures.meanSquareError(shown, viewer.picture(WIDTH, HEIGHT));
        }
        assertThat(error).as("mean square error of what the viewer shows").isZero();
    }
}
