package retrace.infra.streamer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import retrace.infra.streamer.screen.FrameCounter;

class DemoStreamerTest {

    private static final int F2 = 0xFFBF;
    private static final int F3 = 0xFFC0;
    private static final int LEFT_BUTTON = 1;
    private static final int WHEEL_DOWN = 16;
    private static final int STILL_MILLIS = 250;

    private DemoStreamer streamer;

    DemoStreamerTest() throws IOException {
        streamer = DemoStreamer.start(DemoStreamer.Config.standard());
    }

    @BeforeEach
    void hasTwoMonitors() {
        assertThat(streamer.monitors()).hasSize(2);
    }

    @AfterEach
    void stop() throws IOException {
        streamer.close();
    }

    static Stream<Arguments> encodingsAndFormats() {
        List<Integer> encodings = List.of(Viewer.RAW, Viewer.HEXTILE, Viewer.ZLIB, Viewer.ZRLE);
        List<WirePixels> formats = List.of(
                WirePixels.RGB32,
                WirePixels.BGR32_BIG_HIGH,
                WirePixels.DEEP32,
                WirePixels.RGB565,
                WirePixels.RGB555_BIG,
                WirePixels.BGR233);
        return encodings.stream().flatMap(encoding -> formats.stream().map(format -> Arguments.of(encoding, format)));
    }

    @ParameterizedTest
    @MethodSource("encodingsAndFormats")
    void whatAViewerSeesIsWhatIsDrawn(int encoding, WirePixels format) throws IOException {
        try (Viewer viewer = Viewer.open(port(1), format, encoding, Viewer.COPY_RECT, Viewer.CURSOR)) {
            viewer.watch(6);
            still(viewer);
            assertThat(viewer.seenEncodings).contains(encoding, Viewer.COPY_RECT, Viewer.CURSOR);
            assertSamePicture(viewer, format);
        }
    }

    @Test
    void aViewerThatKnowsRawOnlyGetsRawOnly() throws IOException {
        try (Viewer viewer = Viewer.open(port(2), WirePixels.RGB32)) {
            viewer.watch(6);
            still(viewer);
            assertThat(viewer.seenEncodings).containsOnly(Viewer.RAW);
            assertSamePicture(viewer, WirePixels.RGB32, 2);
        }
    }

    @Test
    void thePixelFormatMayChangeInMidSession() throws IOException {
        try (Viewer viewer = Viewer.open(port(1), WirePixels.RGB32, Viewer.ZRLE)) {
            viewer.watch(3);
            viewer.setFormat(WirePixels.RGB565);
            viewer.ask(false);
            viewer.readUpdate();
            still(viewer);
            assertSamePicture(viewer, WirePixels.RGB565);
        }
    }

    @Test
    void whatIsTypedAppearsInTheNotes() throws IOException {
        try (Viewer viewer = paused(Viewer.ZRLE)) {
            int[] before = viewer.pixels.clone();
            viewer.type("Hello, demo");
            viewer.watchUntilStill(STILL_MILLIS);
            assertThat(Arrays.mismatch(before, viewer.pixels)).isNotNegative();
            assertSamePicture(viewer, WirePixels.RGB32);
            for (int i = 0; i < "Hello, demo".length(); i++) {
                viewer.press(0xFF08);
            }
            viewer.watchUntilStill(STILL_MILLIS);
            assertThat(withoutCounter(viewer)).isEqualTo(withoutCounter(before, viewer));
        }
    }

    @Test
    void aWindowIsDraggedByItsTitle() throws IOException {
        try (Viewer viewer = paused(Viewer.ZRLE, Viewer.COPY_RECT)) {
            int[] before = viewer.pixels.clone();
            viewer.seenEncodings.clear();
            viewer.mouse(120, 490, LEFT_BUTTON);
            for (int step = 1; step <= 20; step++) {
                viewer.mouse(120 + step * 9, 490 - step * 7, LEFT_BUTTON);
                viewer.watch(1);
            }
            viewer.mouse(300, 350, 0);
            viewer.watchUntilStill(STILL_MILLIS);
            assertThat(viewer.seenEncodings).contains(Viewer.COPY_RECT);
            assertThat(Arrays.mismatch(before, viewer.pixels)).isNotNegative();
            assertSamePicture(viewer, WirePixels.RGB32);
        }
    }

    @Test
    void theWheelScrollsTheListUnderIt() throws IOException {
        try (Viewer viewer = paused(Viewer.ZRLE)) {
            int[] before = viewer.pixels.clone();
            viewer.mouse(200, 600, 0);
            viewer.mouse(200, 600, WHEEL_DOWN);
            viewer.mouse(200, 600, 0);
            viewer.watchUntilStill(STILL_MILLIS);
            assertThat(row(viewer.pixels, viewer.width, 520)).isNotEqualTo(row(before, viewer.width, 520));
            assertThat(row(viewer.pixels, viewer.width, 300)).isEqualTo(row(before, viewer.width, 300));
        }
    }

    @ParameterizedTest
    @MethodSource("sizeEncodings")
    void turningToPortraitAndBackResizesAViewerThatCanFollow(int sizeEncoding) throws IOException {
        try (Viewer viewer = paused(Viewer.ZRLE, sizeEncoding)) {
            viewer.press(F2);
            viewer.watchUntilStill(STILL_MILLIS);
            assertThat(viewer.width).isEqualTo(800);
            assertThat(viewer.height).isEqualTo(1280);
            assertSamePicture(viewer, WirePixels.RGB32);
            viewer.mouse(440, 20, LEFT_BUTTON);
            viewer.mouse(440, 20, 0);
            viewer.watchUntilStill(STILL_MILLIS);
            assertThat(viewer.width).isEqualTo(1280);
            assertSamePicture(viewer, WirePixels.RGB32);
        }
    }

    static Stream<Integer> sizeEncodings() {
        return Stream.of(Viewer.DESKTOP_SIZE, Viewer.EXTENDED_DESKTOP_SIZE);
    }

    @Test
    void turningEndsTheConnectionOfAViewerThatCannotFollow() throws IOException {
        try (Viewer rigid = paused(Viewer.ZRLE)) {
            rigid.ask(true);
            rigid.press(F2);
            assertThat(rigid.readToEnd()).isZero();
        }
    }

    @Test
    void aDesktopThatIsPausedOrUnwatchedDoesNotChange() throws Exception {
        long before = counter();
        Thread.sleep(500);
        assertThat(counter()).as("nobody watches").isEqualTo(before);
        try (Viewer viewer = paused(Viewer.ZRLE)) {
            assertThat(viewer.width).isEqualTo(1280);
            long paused = counter();
            assertThat(paused).isGreaterThan(before);
            Thread.sleep(500);
            assertThat(counter()).as("paused").isEqualTo(paused);
        }
    }

    @Test
    void theFrameCounterCountsAndIsReadFromTheViewersPicture() throws IOException {
        try (Viewer viewer = Viewer.open(port(1), WirePixels.RGB32, Viewer.ZRLE)) {
            viewer.watch(1);
            long last = FrameCounter.read(viewer.pixels, viewer.width, viewer.height)
                    .orElseThrow();
            for (int i = 0; i < 8; i++) {
                viewer.watch(1);
                long next = FrameCounter.read(viewer.pixels, viewer.width, viewer.height)
                        .orElseThrow();
                assertThat(next).isGreaterThan(last);
                last = next;
            }
        }
    }

    @Test
    void garbageEndsOnlyTheConnectionItCameFrom() throws IOException {
        Random random = new Random(11);
        try (Viewer witness = Viewer.open(port(1), WirePixels.RGB32, Viewer.ZRLE)) {
            witness.watch(1);
            for (int round = 0; round < 40; round++) {
                byte[] garbage = new byte[600];
                random.nextBytes(garbage);
                garbage[0] = (byte) (7 + round); // no message that there is
                try (Viewer rude =
                        round % 2 == 0 ? Viewer.open(port(1), WirePixels.RGB32, Viewer.ZRLE) : Viewer.silent(port(1))) {
                    rude.out.write(garbage);
                    assertThatTheServerHangsUpOn(rude);
                }
            }
            witness.watch(5);
            still(witness);
            assertSamePicture(witness, WirePixels.RGB32);
        }
    }

    @Test
    void hugeLengthsAndImpossibleFormatsAreRefused() throws IOException {
        byte[][] messages = {
            {6, 0, 0, 0, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF},
            {2, 0, (byte) 0xFF, (byte) 0xFF},
            {0, 0, 0, 0, 24, 24, 0, 1, 0, -1, 0, -1, 0, -1, 16, 8, 0, 0, 0, 0},
            {0, 0, 0, 0, 32, 24, 0, 1, 0, -1, 0, -1, 0, -1, 31, 8, 0, 0, 0, 0},
            {0, 0, 0, 0, 8, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0},
        };
        for (byte[] message : messages) {
            try (Viewer viewer = Viewer.open(port(1), WirePixels.RGB32, Viewer.RAW)) {
                viewer.out.write(message);
                assertThatTheServerHangsUpOn(viewer);
            }
        }
    }

    @Test
    void aRequestOutsideThePictureIsCutToIt() throws IOException {
        try (Viewer viewer = Viewer.open(port(1), WirePixels.RGB32, Viewer.ZRLE)) {
            viewer.out.write(new byte[] {3, 0, 0x7F, -1, 0x7F, -1, -1, -1, -1, -1});
            viewer.watch(2);
            still(viewer);
            assertSamePicture(viewer, WirePixels.RGB32);
        }
    }

    @Test
    void aPortThatIsTakenIsNamed() {
        DemoStreamer.Config taken = DemoStreamer.Config.standard().withPorts(List.of(port(1)));
        assertThatThrownBy(() -> DemoStreamer.start(taken))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("port " + port(1));
    }

    @Test
    void monitorsMayHaveAnotherSizeAndNumber() throws IOException {
        DemoStreamer.Config config =
                new DemoStreamer.Config(List.of(0, 0, 0), 1920, 1080, Optional.empty(), InstantSource.system());
        try (DemoStreamer large = DemoStreamer.start(config);
                Viewer viewer = Viewer.open(large.monitors().getLast().port(), WirePixels.RGB32, Viewer.ZRLE)) {
            viewer.watch(2);
            assertThat(viewer.width).isEqualTo(1920);
            assertThat(viewer.height).isEqualTo(1080);
        }
    }

    @Test
    void aConnectionThatIsNotRfbIsEndedAtOnce() throws IOException {
        try (Viewer browser = Viewer.silent(port(1))) {
            browser.out.write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThatTheServerHangsUpOn(browser);
        }
    }

    private static void assertThatTheServerHangsUpOn(Viewer viewer) {
        try {
            viewer.readToEnd();
        } catch (SocketTimeoutException stillOpen) {
            throw new AssertionError("the connection was not ended", stillOpen);
        } catch (IOException reset) {
            assertThat(reset).hasMessageContaining("reset");
        }
    }

    private int port(int number) {
        return streamer.monitors().get(number - 1).port();
    }

    private Viewer paused(int... encodings) throws IOException {
        Viewer viewer = Viewer.open(port(1), WirePixels.RGB32, encodings);
        viewer.watch(2);
        still(viewer);
        return viewer;
    }

    private static void still(Viewer viewer) throws IOException {
        viewer.press(F3);
        viewer.watchUntilStill(STILL_MILLIS);
    }

    private long counter() {
        BufferedImage picture = streamer.screen(1).picture();
        return FrameCounter.read(rgb(picture), picture.getWidth(), picture.getHeight())
                .orElseThrow();
    }

    private void assertSamePicture(Viewer viewer, WirePixels format) {
        assertSamePicture(viewer, format, 1);
    }

    private void assertSamePicture(Viewer viewer, WirePixels format, int monitor) {
        BufferedImage drawn = streamer.screen(monitor).picture();
        int[] expected = Arrays.stream(rgb(drawn)).map(format::of).toArray();
        assertThat(viewer.width).isEqualTo(drawn.getWidth());
        int wrong = Arrays.mismatch(expected, viewer.pixels);
        assertThat(wrong)
                .as("first wrong pixel, at %d,%d", wrong % viewer.width, wrong / viewer.width)
                .isEqualTo(-1);
    }

    private static int[] rgb(BufferedImage picture) {
        int[] pixels = picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
        return Arrays.stream(pixels).map(pixel -> pixel & 0xFFFFFF).toArray();
    }

    private static int[] withoutCounter(Viewer viewer) {
        return withoutCounter(viewer.pixels, viewer);
    }

    private static int[] withoutCounter(int[] pixels, Viewer viewer) {
        int top = FrameCounter.area(viewer.height).y();
        return Arrays.copyOf(pixels, top * viewer.width);
    }

    private static int[] row(int[] pixels, int width, int y) {
        return Arrays.copyOfRange(pixels, y * width, (y + 1) * width);
    }
}
