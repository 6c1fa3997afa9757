package retrace.relay.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import retrace.kernel.relay.RelayCommand.AwaitViewer;
import retrace.relay.rfb.Encoding;
import retrace.relay.rfb.decode.Formats;
import retrace.relay.testing.MinimalViewer;
import retrace.relay.testing.RunningRelay;
import retrace.relay.testing.X11vncStreamer;
import retrace.relay.testing.XvncDesktop;

/** The mouse cursor is in no recorded frame, whoever moves it and whatever the viewer makes of it. */
class UnrecordedCursorIT {

    private static final int WIDTH = 320;
    private static final int HEIGHT = 240;

    /** How far a component of a plain picture may be off after the video codec. */
    private static final int PLAIN_WITHIN = 12;

    /** Longer than Xvnc believes that the pointer is where the viewer has put it. */
    private static final Duration QUIET = Duration.ofMillis(1100);

    private static final int[] NONE = {};
    private static final int[] USUAL = {Encoding.CURSOR, Encoding.X_CURSOR};
    private static final int[] ALL = {
        Encoding.CURSOR_WITH_ALPHA, Encoding.VMWARE_CURSOR, Encoding.CURSOR, Encoding.X_CURSOR
    };

    @TempDir
    static Path folder;

    private static XvncDesktop desktop;
    private static X11vncStreamer x11vnc;
    private static RunningRelay relay;

    @BeforeAll
    static void start() {
        desktop = XvncDesktop.open(WIDTH, HEIGHT);
        desktop.showCursor("red");
        x11vnc = desktop.startX11vnc();
        relay = new RunningRelay(folder);
    }

    @AfterAll
    static void stop() throws Exception {
        relay.close();
        desktop.close();
    }

    @BeforeEach
    void putThePointerInTheMiddle() {
        desktop.plain("#205080");
        desktop.movePointer(WIDTH / 2, HEIGHT / 2);
    }

    private static int portOf(String streamer) {
        return "Xvnc".equals(streamer) ? desktop.port() : x11vnc.port();
    }

    static Stream<Arguments> viewers() {
        return Stream.of("Xvnc", "x11vnc")
                .flatMap(streamer -> Stream.of(NONE, USUAL, ALL).map(cursors -> Arguments.of(streamer, cursors)));
    }

    @ParameterizedTest
    @MethodSource("viewers")
    void isNotRecordedWhetherTheTechnicianOrAProgramMovesThePointer(String streamer, int[] cursors) throws Exception {
        AwaitViewer request = RunningRelay.viewerOf(portOf(streamer), true, null);
        try (MinimalViewer viewer = viewer(request, cursors)) {
            viewer.wholePicture();
            change(viewer, "#206080");
            desktop.movePointer(40, 60);
            change(viewer, "#205080");
            viewer.point(200, 100);
            change(viewer, "#206080");
            desktop.movePointer(100, 200);
            change(viewer, "#205080");
        }
        assertPlain(request);
    }

    private static void change(MinimalViewer viewer, String colour) throws IOException {
        desktop.plain(colour);
        viewer.followUntilQuiet(QUIET);
    }

    private static MinimalViewer viewer(AwaitViewer request, int... cursors) throws IOException {
        int[] encodings = Arrays.copyOf(cursors, cursors.length + 1);
        encodings[cursors.length] = Encoding.ZRLE;
        return MinimalViewer.through(relay, relay.ticketFor(request), Formats.PLAIN, encodings);
    }

    private static void assertPlain(AwaitViewer request) {
        List<BufferedImage> frames = relay.videoOf(request.session()).frames();
        assertThat(frames.size()).isGreaterThan(2);
        assertThat(frames.stream().map(UnrecordedCursorIT::spread))
                .as("how far the pixels of each frame are apart")
                .allMatch(spread -> spread < PLAIN_WITHIN);
    }

    /** Otherwise the other tests would show nothing. */
    @Test
    void wouldBeInThePictureOfAStreamerThatWasNotAskedForIt() throws IOException {
        for (String streamer : List.of("Xvnc", "x11vnc")) {
            try (MinimalViewer viewer = new MinimalViewer(portOf(streamer), Formats.PLAIN, Encoding.ZRLE)) {
                assertThat(Arrays.stream(viewer.wholePicture()).distinct())
                        .as(streamer)
                        .hasSizeGreaterThan(1);
            }
        }
    }

    /** The most that a component of two pixels differs by. */
    private static int spread(BufferedImage frame) {
        int most = 0;
        for (int shift = 0; shift < 24; shift += 8) {
            int low = 255;
            int high = 0;
            for (int y = 0; y < frame.getHeight(); y++) {
                for (int x = 0; x < frame.getWidth(); x++) {
                    int component = frame.getRGB(x, y) >> shift & 255;
                    low = Math.min(low, component);
                    high = Math.max(high, component);
                }
            }
            most = Math.max(most, high - low);
        }
        return most;
    }
}
