package retrace.relay.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import retrace.kernel.id.SessionId;
import retrace.kernel.recording.CloseReason;
import retrace.kernel.relay.RelayCommand.AwaitViewer;
import retrace.kernel.relay.RelayCommand.RefuseViewer;
import retrace.kernel.session.EndReason;
import retrace.kernel.session.SessionCommand.CloseSegment;
import retrace.kernel.session.SessionCommand.OpenView;
import retrace.relay.testing.Pictures;
import retrace.relay.testing.RecordedVideo;
import retrace.relay.testing.RunningRelay;
import retrace.relay.testing.TigerVncViewer;
import retrace.relay.testing.VncSnapshot;
import retrace.relay.testing.X11vncStreamer;
import retrace.relay.testing.XvncDesktop;

/** Real viewers see through the relay what real streamers show, and it is recorded. */
class RealViewersIT {

    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;

    /** Of the recorded picture's brightness, against what the viewer shows: the loss of H.264. */
    private static final double RECORDED_DECIBELS = 37;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"Raw", "Hextile", "ZRLE", "Tight"})
    void tigerVncsViewerSeesWhatXvncShows(String encoding) throws Exception {
        try (XvncDesktop desktop = XvncDesktop.open(WIDTH, HEIGHT);
                RunningRelay relay = new RunningRelay(folder)) {
            desktop.show(Pictures.varied(WIDTH, HEIGHT, 1));
            String ticket = relay.ticketFor(RunningRelay.viewerOf(desktop.port(), true, null));
            try (TigerVncViewer viewer =
                    new TigerVncViewer(relay.port(), ticket, "-PreferredEncoding=" + encoding, "-NoJpeg=1")) {
                awaitSame(desktop, viewer);
                desktop.show(Pictures.varied(WIDTH, HEIGHT, 2));
                awaitSame(desktop, viewer);
            }
            assertThat(relay.reports().awaitEnd().reason()).isEqualTo(EndReason.TECHNICIAN_LEFT);
            assertRecorded(relay, desktop.screenshot());
        }
    }

    @Test
    void tigerVncsViewerSeesWhatX11vncShowsBehindAPassword() throws Exception {
        try (XvncDesktop desktop = XvncDesktop.open(WIDTH, HEIGHT);
                X11vncStreamer streamer = desktop.startX11vnc("-passwd", "geheim12");
                RunningRelay relay = new RunningRelay(folder)) {
            desktop.show(Pictures.varied(WIDTH, HEIGHT, 3));
            String ticket = relay.ticketFor(RunningRelay.viewerOf(streamer.port(), true, "geheim12"));
            try (TigerVncViewer viewer =
                    new TigerVncViewer(relay.port(), ticket, "-PreferredEncoding=ZRLE", "-NoJpeg=1")) {
                awaitSame(desktop, viewer);
            }
            assertThat(relay.reports().awaitEnd().reason()).isEqualTo(EndReason.TECHNICIAN_LEFT);
            assertRecorded(relay, desktop.screenshot());
        }
    }

    /** The viewer changes its format from 32 bits to 8 in the session's course. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aViewerWithFewColoursSeesThemAndIsRecorded(boolean x11vnc) throws Exception {
        try (XvncDesktop desktop = XvncDesktop.open(WIDTH, HEIGHT);
                X11vncStreamer streamer = desktop.startX11vnc();
                RunningRelay relay = new RunningRelay(folder)) {
            desktop.show(Pictures.varied(WIDTH, HEIGHT, 5));
            int port = x11vnc ? streamer.port() : desktop.port();
            String ticket = relay.ticketFor(RunningRelay.viewerOf(port, true, null));
            BufferedImage shown;
            try (TigerVncViewer viewer = new TigerVncViewer(
                    relay.port(), ticket, "-PreferredEncoding=ZRLE", "-FullColor=0", "-LowColorLevel=2")) {
                awaitCloserThan(1500, desktop, viewer);
                desktop.show(Pictures.varied(WIDTH, HEIGHT, 6));
                awaitCloserThan(1500, desktop, viewer);
                shown = viewer.picture(WIDTH, HEIGHT);
            }
            assertThat(relay.reports().awaitEnd().reason()).isEqualTo(EndReason.TECHNICIAN_LEFT);
            assertRecorded(relay, shown);
        }
    }

    @Test
    void vncsnapshotTakesThePictureThatX11vncShows() throws Exception {
        try (XvncDesktop desktop = XvncDesktop.open(WIDTH, HEIGHT);
                X11vncStreamer streamer = desktop.startX11vnc();
                RunningRelay relay = new RunningRelay(folder)) {
            desktop.show(Pictures.varied(WIDTH, HEIGHT, 4));
            AwaitViewer request = RunningRelay.viewerOf(streamer.port(), true, null);
            BufferedImage picture = VncSnapshot.take(relay.port(), relay.ticketFor(request));
            BufferedImage shown = desktop.screenshot();
            assertThat(picture.getWidth()).isEqualTo(WIDTH);
            assertThat(Pictures.meanSquareError(shown, picture)).isLessThan(150); // it writes JPEG
            relay.reports().awaitEnd();
            assertThat(relay.reports().await(OpenView.class).view().width()).isEqualTo(WIDTH);
            assertRecorded(relay, shown);
        }
    }

    /** There is room for the sentence from RFB 3.8 on, which TigerVNC speaks; vncsnapshot speaks 3.3. */
    @Test
    void viewersAreToldWhyTheirSessionWasRefused() {
        String sentence = "This computer runs streamer 3.4.1.0. Update the streamer and try again.";
        RefuseViewer refusal = new RefuseViewer(SessionId.create(), sentence);
        try (RunningRelay relay = new RunningRelay(folder)) {
            String toTigerVnc = relay.sessions().refuse(refusal).secret();
            String toVncSnapshot = relay.sessions().refuse(refusal).secret();
            assertThat(TigerVncViewer.refusal(relay.port(), toTigerVnc)).contains(sentence);
            assertThat(VncSnapshot.refusal(relay.port(), toVncSnapshot)).contains("VNC authentication failed");
        }
    }

    private static void awaitSame(XvncDesktop desktop, TigerVncViewer viewer) throws InterruptedException {
        awaitCloserThan(Double.MIN_VALUE, desktop, viewer);
    }

    /** @param errorMax what the mean square error must be below */
    private static void awaitCloserThan(double errorMax, XvncDesktop desktop, TigerVncViewer viewer)
            throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        BufferedImage shown = desktop.screenshot();
        double error = Double.MAX_VALUE;
        while (System.nanoTime() < end && error >= errorMax) {
            Thread.sleep(200);
            error = Pictures.meanSquareError(shown, viewer.picture(WIDTH, HEIGHT));
        }
        assertThat(error).as("mean square error of what the viewer shows").isLessThan(errorMax);
    }

    private static void assertRecorded(RunningRelay relay, BufferedImage shown) {
        CloseSegment closed = relay.reports().await(CloseSegment.class);
        assertThat(closed.segment().reason()).isEqualTo(CloseReason.SESSION_ENDED);
        RecordedVideo video = relay.videoOf(closed.session());
        assertThat(video.decodingErrors()).isEmpty();
        List<BufferedImage> frames = video.frames();
        assertThat(frames).hasSize(closed.segment().frames());
        assertThat(Pictures.lumaDecibels(shown, frames.getLast())).isGreaterThan(RECORDED_DECIBELS);
    }
}
