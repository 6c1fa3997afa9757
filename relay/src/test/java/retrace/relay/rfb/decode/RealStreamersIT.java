package retrace.relay.rfb.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import retrace.relay.rfb.Encoding;
import retrace.relay.rfb.PixelFormat;
import retrace.relay.testing.MinimalViewer;
import retrace.relay.testing.Pictures;
import retrace.relay.testing.X11vncStreamer;
import retrace.relay.testing.XvncDesktop;

/** What TigerVNC's Xvnc and x11vnc really send, in each encoding and at 8, 16 and 32 bits a pixel. */
class RealStreamersIT {

    private static final int COMPRESSION_LOWEST = Encoding.COMPRESSION_FIRST;
    private static final int COMPRESSION_HIGHEST = Encoding.COMPRESSION_LAST;
    private static final int NONE = Encoding.CURSOR;

    /** What viewers offer beside; the streamer sends what belongs to it in between. No fences: they want answers. */
    private static final int[] BESIDE = {
        Encoding.CURSOR,
        Encoding.X_CURSOR,
        Encoding.CURSOR_WITH_ALPHA,
        Encoding.VMWARE_CURSOR,
        Encoding.DESKTOP_SIZE,
        Encoding.EXTENDED_DESKTOP_SIZE,
        Encoding.DESKTOP_NAME,
        Encoding.LAST_RECT,
        Encoding.LED_STATE,
        Encoding.QEMU_EXTENDED_KEY,
        Encoding.EXTENDED_CLIPBOARD
    };

    private static final int WIDTH = 800;
    private static final int HEIGHT = 600;

    private static XvncDesktop desktop;
    private static X11vncStreamer x11vnc;

    @BeforeAll
    static void start() throws Exception {
        desktop = XvncDesktop.open(WIDTH, HEIGHT);
        desktop.show(Pictures.varied(WIDTH, HEIGHT, 5));
        x11vnc = desktop.startX11vnc();
        assertThat(Arrays.stream(rawPicture("Xvnc", Formats.PLAIN)).distinct().count())
                .as("colours drawn")
                .isGreaterThan(10_000);
    }

    @AfterAll
    static void stop() throws Exception {
        desktop.close();
    }

    private static final List<PixelFormat> FORMATS = List.of(
            Formats.PLAIN,
            new PixelFormat(32, 24, true, true, 255, 255, 255, 24, 16, 8),
            new PixelFormat(32, 32, false, true, 255, 255, 255, 0, 8, 16),
            Formats.SIXTEEN,
            new PixelFormat(16, 15, true, true, 31, 31, 31, 10, 5, 0),
            Formats.EIGHT);

    static Stream<Arguments> lossless() {
        Stream<Arguments> xvnc = Stream.of(Encoding.RRE, Encoding.HEXTILE, Encoding.TIGHT, Encoding.ZRLE)
                .map(encoding -> Arguments.of("Xvnc", encoding, NONE));
        Stream<Arguments> x11vnc = Stream.of(
                        Encoding.RRE, Encoding.CORRE, Encoding.HEXTILE, Encoding.ZLIB, Encoding.TIGHT, Encoding.ZRLE)
                .map(encoding -> Arguments.of("x11vnc", encoding, NONE));
        Stream<Arguments> levels = Stream.of(COMPRESSION_LOWEST, COMPRESSION_LOWEST + 1, COMPRESSION_HIGHEST)
                .flatMap(level -> Stream.of("Xvnc", "x11vnc").map(name -> Arguments.of(name, Encoding.TIGHT, level)));
        return Stream.of(xvnc, x11vnc, levels)
                .flatMap(each -> each)
                .flatMap(each -> FORMATS.stream()
                        .filter(format -> !isMisencoded((String) each.get()[0], (int) each.get()[1], format))
                        .map(format -> Arguments.of(each.get()[0], each.get()[1], each.get()[2], format)));
    }

    /** LibVNCServer 0.9.14 writes half the bytes of a raw ZRLE tile where green has no more than 5 of 16 bits. */
    private static boolean isMisencoded(String streamer, int encoding, PixelFormat format) {
        return "x11vnc".equals(streamer)
                && encoding == Encoding.ZRLE
                && format.bitsPerPixel() == 16
                && format.greenMax() == 31;
    }

    private static MinimalViewer connect(String streamer, PixelFormat format, int... first) throws IOException {
        int[] encodings = new int[first.length + BESIDE.length];
        System.arraycopy(first, 0, encodings, 0, first.length);
        System.arraycopy(BESIDE, 0, encodings, first.length, BESIDE.length);
        return new MinimalViewer("Xvnc".equals(streamer) ? desktop.port() : x11vnc.port(), format, encodings);
    }

    private static int[] rawPicture(String streamer, PixelFormat format) throws IOException {
        try (MinimalViewer viewer = connect(streamer, format, Encoding.RAW)) {
            return viewer.wholePicture();
        }
    }

    @ParameterizedTest(name = "{0}, encoding {1}, level {2}, {3}")
    @MethodSource("lossless")
    void showsExactlyWhatRawShows(String streamer, int encoding, int level, PixelFormat format) throws IOException {
        int[] expected = rawPicture(streamer, format);
        try (MinimalViewer viewer = connect(streamer, format, encoding, level)) {
            assertThat(viewer.wholePicture()).isEqualTo(expected);
            assertThat(viewer.encodingsSeen()).contains(encoding);
            // Once more: the zlib streams go on.
            assertThat(viewer.wholePicture()).isEqualTo(expected);
        }
    }

    static Stream<Arguments> rawFormats() {
        return Stream.of("Xvnc", "x11vnc").flatMap(name -> FORMATS.stream().map(format -> Arguments.of(name, format)));
    }

    @ParameterizedTest
    @MethodSource("rawFormats")
    void showsTheSameColoursInEveryPixelFormatAsFarAsItHasThem(String streamer, PixelFormat format) throws IOException {
        int[] best = rawPicture(streamer, Formats.PLAIN);
        int[] shown = rawPicture(streamer, format);
        for (int i = 0; i < best.length; i++) {
            requireNear(best[i] >> 16 & 255, shown[i] >> 16 & 255, format.redMax());
            requireNear(best[i] >> 8 & 255, shown[i] >> 8 & 255, format.greenMax());
            requireNear(best[i] & 255, shown[i] & 255, format.blueMax());
        }
    }

    private static void requireNear(int best, int shown, int max) {
        if (Math.abs(best - shown) > (max == 255 ? 0 : 256 / (max + 1))) {
            throw new AssertionError(best + " became " + shown + " with a maximum of " + max);
        }
    }

    static Stream<Arguments> jpeg() {
        return Stream.of("Xvnc", "x11vnc")
                .flatMap(name -> Stream.of(Arguments.of(name, 9, 30), Arguments.of(name, 2, 20)));
    }

    @ParameterizedTest
    @MethodSource("jpeg")
    void showsJpegNearly(String streamer, int quality, double decibels) throws IOException {
        int[] expected = rawPicture(streamer, Formats.PLAIN);
        try (MinimalViewer viewer =
                connect(streamer, Formats.PLAIN, Encoding.TIGHT, Encoding.QUALITY_FIRST + quality)) {
            int[] shown = viewer.wholePicture();
            assertThat(viewer.encodingsSeen()).contains(Encoding.TIGHT);
            assertThat(shown).as("some of it is JPEG").isNotEqualTo(expected);
            assertThat(signalToNoise(expected, shown)).isGreaterThan(decibels);
        }
    }

    private static double signalToNoise(int[] expected, int[] shown) {
        double squares = 0;
        for (int i = 0; i < expected.length; i++) {
            for (int shift = 0; shift <= 16; shift += 8) {
                double difference = (expected[i] >> shift & 255) - (shown[i] >> shift & 255);
                squares += difference * difference;
            }
        }
        return 10 * Math.log10(255.0 * 255.0 * expected.length * 3 / squares);
    }

    @ParameterizedTest
    @MethodSource("streams")
    void followsChangesOfPixelFormatInMidConnection(String streamer, int encoding) throws IOException {
        try (MinimalViewer viewer = connect(streamer, Formats.PLAIN, encoding)) {
            for (PixelFormat format : FORMATS) {
                if (isMisencoded(streamer, encoding, format)) {
                    continue;
                }
                viewer.changePixelFormat(format);
                assertThat(viewer.wholePicture()).as("%s", format).isEqualTo(rawPicture(streamer, format));
            }
        }
    }

    static Stream<Arguments> streams() {
        return Stream.of(
                Arguments.of("Xvnc", Encoding.ZRLE),
                Arguments.of("Xvnc", Encoding.TIGHT),
                Arguments.of("x11vnc", Encoding.ZLIB),
                Arguments.of("x11vnc", Encoding.ZRLE),
                Arguments.of("x11vnc", Encoding.TIGHT));
    }

    @ParameterizedTest
    @MethodSource("streams")
    void showsMappedColours(String streamer, int encoding) throws IOException {
        int[] best = rawPicture(streamer, Formats.PLAIN);
        try (MinimalViewer viewer = connect(streamer, Formats.MAPPED, encoding)) {
            int[] shown = viewer.wholePicture();
            assertThat(signalToNoise(best, shown)).isGreaterThan(15);
        }
    }

    @Test
    void followsAResizeAndNoneThatIsRefused() throws IOException {
        try (MinimalViewer viewer = connect("Xvnc", Formats.PLAIN, Encoding.ZRLE)) {
            viewer.wholePicture();
            viewer.told().clear();
            viewer.requestSize(640, 480, 0);
            viewer.request(true);
            viewer.awaitUpdate();
            assertThat(viewer.told()).as("a layout without screens is refused").containsExactly("updated");
            viewer.requestSize(700, 500, 1);
            while (!viewer.told().contains("resized")) {
                viewer.request(true);
                viewer.awaitUpdate();
            }
            assertThat(viewer.told()).contains("resizing 700x500");
            assertThat(viewer.wholePicture()).hasSize(700 * 500).isEqualTo(rawPicture("Xvnc", Formats.PLAIN));
            viewer.requestSize(WIDTH, HEIGHT, 1);
            while (viewer.framebuffer().width() != WIDTH) {
                viewer.request(true);
                viewer.awaitUpdate();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("scrolled")
    void followsScrollingByCopyRect(int encoding) throws Exception {
        try (XvncDesktop scrolling = XvncDesktop.open(WIDTH, HEIGHT);
                MinimalViewer viewer = new MinimalViewer(
                        scrolling.port(), Formats.PLAIN, encoding, Encoding.COPY_RECT, Encoding.CURSOR)) {
            viewer.wholePicture();
            scrolling.runInTerminal(
                    "i=0; while [ $i -lt 120 ]; do echo line $i; i=$((i+1)); sleep 0.02; done; sleep 100");
            viewer.followUntilQuiet(Duration.ofSeconds(2));
            assertThat(viewer.encodingsSeen()).contains(Encoding.COPY_RECT, encoding);
            try (MinimalViewer raw =
                    new MinimalViewer(scrolling.port(), Formats.PLAIN, Encoding.RAW, Encoding.CURSOR)) {
                assertThat(viewer.framebuffer().pixels()).isEqualTo(raw.wholePicture());
            }
        }
    }

    static Stream<Integer> scrolled() {
        return Stream.of(Encoding.ZRLE, Encoding.TIGHT, Encoding.HEXTILE);
    }
}
