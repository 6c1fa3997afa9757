package retrace.relay.dialin;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import retrace.kernel.id.AccountId;
import retrace.kernel.id.EndpointId;
import retrace.kernel.relay.IdentifyStreamer;
import retrace.kernel.relay.RelayCommand.AwaitViewer;
import retrace.kernel.relay.StreamerIdentity;
import retrace.kernel.session.EndReason;
import retrace.kernel.session.SessionCommand.CloseSegment;
import retrace.relay.testing.DiallingX11vnc;
import retrace.relay.testing.Pictures;
import retrace.relay.testing.RunningRelay;
import retrace.relay.testing.VncSnapshot;
import retrace.relay.testing.XvncDesktop;

/** x11vnc dials in as to UltraVNC's repeater and as to a listening viewer; vncsnapshot sees its desktop, recorded. */
@Timeout(180)
class RealStreamersDialInIT {

    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;
    private static final String NUMBER = "123456789";
    private static final EndpointId ENDPOINT = new EndpointId("endpoint-" + new UUID(0, 7));
    private static final AccountId TECHNICIAN = new AccountId("account-" + new UUID(0, 8));

    @TempDir
    Path folder;

    private static String repeater(RunningRelay relay, String number) {
        return "repeater=ID:" + number + "+127.0.0.1:" + relay.streamerPort();
    }

    private static StreamerIdentity.Known known(@Nullable AccountId technician) {
        return new StreamerIdentity.Known(ENDPOINT, technician, null);
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("it is waited for").isLessThan(end);
            Thread.sleep(50);
        }
    }

    private static void assertSeenAndRecorded(RunningRelay relay, XvncDesktop desktop, AwaitViewer request) {
        BufferedImage picture = VncSnapshot.take(relay.port(), relay.ticketFor(request));
        assertThat(Pictures.meanSquareError(desktop.screenshot(), picture)).isLessThan(150); // it writes JPEG
        assertThat(relay.reports().awaitEnd().reason()).isEqualTo(EndReason.TECHNICIAN_LEFT);
        CloseSegment closed = relay.reports().await(CloseSegment.class);
        assertThat(closed.segment().frames()).isPositive();
        assertThat(Files.exists(relay.file(closed.segment().object().name()))).isTrue();
    }

    @Test
    void x11vncWithACodeIsSeenByTheTechnicianThatItWasMadeFor() throws Exception {
        try (XvncDesktop desktop = XvncDesktop.open(WIDTH, HEIGHT);
                RunningRelay relay = new RunningRelay(folder)) {
            desktop.show(Pictures.varied(WIDTH, HEIGHT, 11));
            relay.numbers().add(new IdentifyStreamer.ByNumber(NUMBER), known(TECHNICIAN));
            try (DiallingX11vnc streamer = new DiallingX11vnc(desktop.display(), repeater(relay, NUMBER))) {
                await(() -> relay.waiting().count() == 1);
                Thread.sleep(3000); // it waits without losing patience
                assertThat(streamer.isRunning()).isTrue();
                assertSeenAndRecorded(relay, desktop, RunningRelay.viewerOfDialledIn(ENDPOINT, TECHNICIAN, true));
                await(() -> !streamer.isRunning()); // the session is over, and with it the code
            }
        }
    }

    @Test
    void x11vncThatConnectsInReverseIsKnownByItsAddressAndAsksForItsPassword() throws Exception {
        try (XvncDesktop desktop = XvncDesktop.open(WIDTH, HEIGHT);
                RunningRelay relay = new RunningRelay(folder)) {
            desktop.show(Pictures.varied(WIDTH, HEIGHT, 12));
            relay.numbers().add(new IdentifyStreamer.ByHost("127.0.0.1"), known(null));
            try (DiallingX11vnc streamer =
                    new DiallingX11vnc(desktop.display(), "127.0.0.1:" + relay.streamerPort(), "-passwd", "geheim12")) {
                await(() -> relay.waiting().count() == 1);
                AwaitViewer request = RunningRelay.viewerOfDialledIn(ENDPOINT, TECHNICIAN, true);
                AwaitViewer withPassword = new AwaitViewer(
                        request.session(),
                        request.team(),
                        request.endpoint(),
                        request.endpointName(),
                        request.monitor(),
                        request.technician(),
                        request.frameRate(),
                        true,
                        "geheim12");
                assertSeenAndRecorded(relay, desktop, withPassword);
                await(() -> !streamer.isRunning());
            }
        }
    }

    @Test
    void x11vncWithAWrongNumberIsSentAway() throws Exception {
        try (XvncDesktop desktop = XvncDesktop.open(WIDTH, HEIGHT);
                RunningRelay relay = new RunningRelay(folder);
                DiallingX11vnc streamer = new DiallingX11vnc(desktop.display(), repeater(relay, "987654321"))) {
            await(() -> relay.dialIns("UNKNOWN") == 1);
            await(() -> !streamer.isRunning());
            assertThat(relay.waiting().count()).isZero();
        }
    }

    @Test
    void x11vncThatIsStoppedNoLongerWaits() throws Exception {
        try (XvncDesktop desktop = XvncDesktop.open(WIDTH, HEIGHT);
                RunningRelay relay = new RunningRelay(folder)) {
            relay.numbers().add(new IdentifyStreamer.ByNumber(NUMBER), known(TECHNICIAN));
            try (DiallingX11vnc streamer = new DiallingX11vnc(desktop.display(), repeater(relay, NUMBER))) {
                await(() -> relay.waiting().count() == 1);
                assertThat(streamer.isRunning()).isTrue();
            }
            await(() -> relay.waiting().count() == 0);
        }
    }
}
