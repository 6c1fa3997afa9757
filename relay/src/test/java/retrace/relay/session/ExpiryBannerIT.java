package retrace.relay.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import retrace.kernel.session.SessionCommand.CloseSegment;
import retrace.kernel.session.SessionCommand.WarnExpiry;
import retrace.relay.recording.RecordingSettings;
import retrace.relay.testing.Pictures;
import retrace.relay.testing.Program;
import retrace.relay.testing.RunningRelay;
import retrace.relay.testing.TigerVncViewer;
import retrace.relay.testing.X11vncStreamer;
import retrace.relay.testing.XvncDesktop;

/** A real viewer shows the banner over real streamers' desktops, then the desktop again, and no recording has it. */
@Execution(ExecutionMode.CONCURRENT)
class ExpiryBannerIT {

    private static final int WIDTH = 800;
    private static final int HEIGHT = 600;
    private static final Duration BANNER = Duration.ofSeconds(6);

    /** Higher than any banner here. */
    private static final int TOP = 60;

    /** The recording is compressed; a banner would make it thousands. */
    private static final double COMPRESSION_ERROR_MAX = 120;

    @TempDir
    Path folder;

    private RunningRelay relay() {
        Duration warning = Duration.ofMinutes(5);
        return new RunningRelay(
                folder, ExpiryBannerTest.limitedTo(warning.plusSeconds(8), warning, BANNER), RecordingSettings.DEFAULT);
    }

    /** Xvnc has continuous updates and fences, x11vnc has neither. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theBannerIsSeenForItsTimeAndIsInNoFrameOfTheRecording(boolean x11vnc) throws Exception {
        try (XvncDesktop desktop = XvncDesktop.open(WIDTH, HEIGHT);
                X11vncStreamer streamer = desktop.startX11vnc();
                RunningRelay relay = relay()) {
            desktop.show(Pictures.varied(WIDTH, HEIGHT, 11));
            BufferedImage shown = desktop.screenshot();
            int port = x11vnc ? streamer.port() : desktop.port();
            String ticket = relay.ticketFor(RunningRelay.viewerOf(port, true, null));
            try (TigerVncViewer viewer =
                    new TigerVncViewer(relay.port(), ticket, "-PreferredEncoding=ZRLE", "-NoJpeg=1")) {
                await(() -> error(shown, viewer, 0, HEIGHT) == 0);
                relay.reports().await(WarnExpiry.class);
                await(() -> error(shown, viewer, 0, TOP) > 500);
                keep(viewer.screenshot(), "banner-" + (x11vnc ? "x11vnc" : "xvnc"));
                assertThat(error(shown, viewer, TOP, HEIGHT))
                        .as("below the banner")
                        .isZero();
                await(() -> error(shown, viewer, 0, HEIGHT) == 0);
                desktop.show(Pictures.varied(WIDTH, HEIGHT, 12));
                BufferedImage next = desktop.screenshot();
                await(() -> error(next, viewer, 0, HEIGHT) == 0);
            }
            relay.reports().awaitEnd();
            assertNoFrameHasTheBanner(relay, shown, desktop.screenshot());
        }
    }

    @Test
    void itIsSeenInFewColoursToo() throws Exception {
        try (XvncDesktop desktop = XvncDesktop.open(WIDTH, HEIGHT);
                RunningRelay relay = relay()) {
            desktop.show(Pictures.varied(WIDTH, HEIGHT, 13));
            BufferedImage shown = desktop.screenshot();
            String ticket = relay.ticketFor(RunningRelay.viewerOf(desktop.port(), true, null));
            try (TigerVncViewer viewer = new TigerVncViewer(
                    relay.port(), ticket, "-PreferredEncoding=ZRLE", "-FullColor=0", "-LowColorLevel=2")) {
                await(() -> error(shown, viewer, 0, HEIGHT) < 1500);
                BufferedImage before = viewer.picture(WIDTH, HEIGHT);
                await(() -> Pictures.meanSquareError(before, viewer.picture(WIDTH, HEIGHT)) > 20);
                keep(viewer.screenshot(), "banner-few-colours");
                await(() -> Pictures.meanSquareError(before, viewer.picture(WIDTH, HEIGHT)) == 0);
            }
            relay.reports().awaitEnd();
            assertNoFrameHasTheBanner(relay, shown, shown, 1500);
        }
    }

    /** Scrolling copies the banner along with what is below it. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aTerminalThatScrollsThroughItLeavesNothingBehind(boolean x11vnc) throws Exception {
        try (XvncDesktop desktop = XvncDesktop.open(WIDTH, HEIGHT);
                X11vncStreamer streamer = desktop.startX11vnc("-scrollcopyrect", "always", "-wireframe");
                Program terminal = scrollingTerminal(desktop);
                RunningRelay relay = relay()) {
            desktop.fill("navy", "steelblue");
            int port = x11vnc ? streamer.port() : desktop.port();
            String ticket = relay.ticketFor(RunningRelay.viewerOf(port, true, null));
            try (TigerVncViewer viewer = new TigerVncViewer(relay.port(), ticket, "-NoJpeg=1")) {
                relay.reports().await(WarnExpiry.class);
                Thread.sleep(BANNER.dividedBy(2));
                keep(viewer.screenshot(), "banner-scrolling-" + (x11vnc ? "x11vnc" : "xvnc"));
                Thread.sleep(BANNER);
                await(() -> error(desktop.screenshot(), viewer, 0, HEIGHT) == 0);
                assertThat(terminal.isRunning()).isTrue();
            }
        }
    }

    /** At the upper edge, and not below the pointer, which the viewer paints. Scrolls for 17 seconds. */
    private static Program scrollingTerminal(XvncDesktop desktop) {
        String script = "i=0; while [ $i -lt 280 ]; do echo line $i of many; i=$((i+1)); sleep 0.06; done; sleep 100";
        return Program.start(desktop.display(), List.of("xterm", "-geometry", "60x20+200+0", "-e", "sh", "-c", script));
    }

    private static double error(BufferedImage shown, TigerVncViewer viewer, int top, int bottom) {
        return Pictures.meanSquareError(
                shown.getSubimage(0, top, WIDTH, bottom - top),
                viewer.picture(WIDTH, HEIGHT).getSubimage(0, top, WIDTH, bottom - top));
    }

    private interface Condition {
        boolean holds();
    }

    private static void await(Condition condition) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(25).toNanos();
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(end);
            Thread.sleep(200);
        }
    }

    /** For people who want to look at it. */
    private static void keep(BufferedImage screenshot, String name) throws IOException {
        Path pictures = Files.createDirectories(Path.of("target", "screenshots"));
        ImageIO.write(screenshot, "png", pictures.resolve(name + ".png").toFile());
    }

    private void assertNoFrameHasTheBanner(RunningRelay relay, BufferedImage first, BufferedImage last)
            throws IOException {
        assertNoFrameHasTheBanner(relay, first, last, COMPRESSION_ERROR_MAX);
    }

    private void assertNoFrameHasTheBanner(RunningRelay relay, BufferedImage first, BufferedImage last, double errorMax)
            throws IOException {
        List<BufferedImage> frames = new ArrayList<>();
        for (CloseSegment closed : relay.reports().all(CloseSegment.class)) {
            frames.addAll(frames(relay.file(closed.segment().object().name())));
        }
        assertThat(frames).isNotEmpty();
        BufferedImage firstTop = first.getSubimage(0, 0, WIDTH, TOP);
        BufferedImage lastTop = last.getSubimage(0, 0, WIDTH, TOP);
        for (BufferedImage frame : frames) {
            BufferedImage top = frame.getSubimage(0, 0, WIDTH, TOP);
            double error = Math.min(Pictures.meanSquareError(firstTop, top), Pictures.meanSquareError(lastTop, top));
            assertThat(error).isLessThan(errorMax);
        }
    }

    private List<BufferedImage> frames(Path file) throws IOException {
        Path frames = Files.createDirectory(folder.resolve("frames"));
        Program.run(
                "",
                List.of(
                        "ffmpeg",
                        "-v",
                        "error",
                        "-i",
                        file.toString(),
                        "-fps_mode",
                        "passthrough",
                        frames + "/%05d.png"));
        try (Stream<Path> files = Files.list(frames)) {
            List<BufferedImage> read = new ArrayList<>();
            for (Path frame : files.sorted().toList()) {
                read.add(ImageIO.read(frame.toFile()));
            }
            return read;
        }
    }
}
