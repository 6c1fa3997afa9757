package retrace.infra.streamer;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RealViewerIT {

    private static final int F3 = 0xFFC0;
    private static final int ATTEMPTS = 20;
    /** Of 255 levels of green. */
    private static final double MEAN_ERROR_MAX = 1.0;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"raw", "zlib", "hextile", "copyrect hextile"})
    void vncsnapshotTakesThePictureThatIsDrawn(String encodings) throws Exception {
        try (DemoStreamer streamer = DemoStreamer.start(DemoStreamer.Config.standard());
                Programs programs = new Programs(folder, Map.of())) {
            int port = streamer.monitors().getFirst().port();
            pause(port);
            Path snapshot = folder.resolve("snapshot.jpg");
            programs.run(
                    "vncsnapshot",
                    "-encodings",
                    encodings,
                    "-quality",
                    "100",
                    "127.0.0.1::" + port,
                    snapshot.toString());
            assertAlike(ImageIO.read(snapshot.toFile()), streamer.screen(1).picture());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ZRLE", "Hextile", "Raw"})
    void tigerVncShowsThePictureThatIsDrawnAlsoAfterATurn(String encoding) throws Exception {
        String display = ":" + (60 + (int) (ProcessHandle.current().pid() % 900));
        DemoStreamer.Config config =
                new DemoStreamer.Config(List.of(0), 1000, 700, Optional.of("sesame!"), InstantSource.system());
        try (DemoStreamer streamer = DemoStreamer.start(config);
                Programs programs = new Programs(folder, Map.of("DISPLAY", display, "VNC_PASSWORD", "sesame!"))) {
            programs.start("Xvfb", display, "-screen", "0", "1400x1400x24", "-nolisten", "tcp");
            awaitDisplay(display);
            int port = streamer.monitors().getFirst().port();
            programs.start(
                    "xtigervncviewer",
                    "-AutoSelect=0",
                    "-PreferredEncoding=" + encoding,
                    "-RemoteResize=0",
                    "-ReconnectOnError=0",
                    "-geometry=1200x1200+0+0",
                    "127.0.0.1::" + port);
            // no window manager here that would give the focus
            programs.run(
                    "xdotool", "search", "--sync", "--onlyvisible", "--name", "Demo desktop", "windowfocus", "--sync");
            programs.run("xdotool", "mousemove", "300", "600", "click", "1");
            programs.run("xdotool", "type", "--delay", "20", "Typed in TigerVNC");
            programs.run("xdotool", "key", "F3");
            assertShown(programs, streamer, "landscape-" + encoding);
            programs.run("xdotool", "key", "F2");
            assertShown(programs, streamer, "portrait-" + encoding);
            assertThat(streamer.screen(1).width()).isEqualTo(700);
        }
    }

    /** Wherever in its window TigerVNC puts the picture; every pixel of it counts. */
    private void assertShown(Programs programs, DemoStreamer streamer, String name) throws Exception {
        Path picture = folder.resolve(name + ".png");
        boolean isShown = false;
        for (int attempt = 0; attempt < ATTEMPTS && !isShown; attempt++) {
            Thread.sleep(500); // the viewer draws when it gets to it
            programs.run("import", "-window", "root", picture.toString());
            isShown = findExactly(streamer.screen(1).picture(), ImageIO.read(picture.toFile()));
        }
        keep(picture, name);
        assertThat(isShown).as("the drawn picture within what TigerVNC shows").isTrue();
    }

    /** For people to look at after the test. */
    private static void keep(Path picture, String name) throws IOException {
        Path kept = Path.of("target", "pictures");
        Files.createDirectories(kept);
        Files.copy(picture, kept.resolve(name + ".png"), StandardCopyOption.REPLACE_EXISTING);
    }

    private static boolean findExactly(BufferedImage drawn, BufferedImage shot) {
        for (int y = 0; y <= shot.getHeight() - drawn.getHeight(); y++) {
            for (int x = 0; x <= shot.getWidth() - drawn.getWidth(); x++) {
                if (isAt(drawn, shot, x, y)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isAt(BufferedImage drawn, BufferedImage shot, int left, int top) {
        for (int y = 0; y < drawn.getHeight(); y++) {
            for (int x = 0; x < drawn.getWidth(); x++) {
                if (drawn.getRGB(x, y) != shot.getRGB(left + x, top + y)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static void awaitDisplay(String display) throws InterruptedException {
        Path socket = Path.of("/tmp/.X11-unix/X" + display.substring(1));
        for (int i = 0; i < 100 && !Files.exists(socket); i++) {
            Thread.sleep(100);
        }
        assertThat(socket).exists();
    }

    private static void pause(int port) throws IOException {
        try (Viewer viewer = Viewer.open(port, WirePixels.RGB32, Viewer.ZRLE)) {
            viewer.watch(3);
            viewer.press(F3);
            viewer.watchUntilStill(300);
        }
    }

    /** By the mean error: JPEG's own loss is larger at single pixels, a wrong picture is far off everywhere. */
    private static void assertAlike(BufferedImage got, BufferedImage drawn) {
        assertThat(got.getWidth()).isEqualTo(drawn.getWidth());
        assertThat(got.getHeight()).isEqualTo(drawn.getHeight());
        long error = 0;
        for (int y = 0; y < drawn.getHeight(); y++) {
            for (int x = 0; x < drawn.getWidth(); x++) {
                error += Math.abs((got.getRGB(x, y) >> 8 & 0xFF) - (drawn.getRGB(x, y) >> 8 & 0xFF));
            }
        }
        assertThat((double) error / drawn.getWidth() / drawn.getHeight()).isLessThan(MEAN_ERROR_MAX);
    }
}
