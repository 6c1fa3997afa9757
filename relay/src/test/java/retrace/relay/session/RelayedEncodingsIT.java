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
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import retrace.kernel.relay.RelayCommand.AwaitViewer;
import retrace.relay.rfb.Encoding;
import retrace.relay.rfb.PixelFormat;
import retrace.relay.rfb.decode.Formats;
import retrace.relay.testing.MinimalViewer;
import retrace.relay.testing.Pictures;
import retrace.relay.testing.RecordedVideo;
import retrace.relay.testing.RunningRelay;
import retrace.relay.testing.X11vncStreamer;
import retrace.relay.testing.XvncDesktop;

/** What Xvnc and x11vnc show in each encoding and pixel format is what a viewer behind the relay sees, and recorded. */
class RelayedEncodingsIT {

    private static final int WIDTH = 480;
    private static final int HEIGHT = 360;

    /**
     * PSNR of what was recorded against what the viewer saw: the loss of H.264 at the recorder's quantiser. Measured are 36.8
     * to 37.6 and 38.4 to 38.9 where a seventh of the picture is noise, and 54.8 and 60.4 where it is text alone.
     */
    private static final double RECORDED_LUMA_DECIBELS = 36;

    private static final double RECORDED_COLOUR_DECIBELS = 37.5;

    /** Of a picture in the best JPEG that can be asked for; 59 at 32 bits, and 30.6 where the rest of it has 8. */
    private static final double JPEG_DECIBELS = 30;

    private static final int BEST_JPEG = Encoding.QUALITY_LAST;
    private static final int LOSSLESS = Encoding.LAST_RECT;

    private static final List<PixelFormat> FORMATS = List.of(Formats.EIGHT, Formats.SIXTEEN, Formats.PLAIN);

    @TempDir
    static Path folder;

    private static XvncDesktop desktop;
    private static X11vncStreamer x11vnc;
    private static RunningRelay relay;

    @BeforeAll
    static void start() throws IOException {
        desktop = XvncDesktop.open(WIDTH, HEIGHT);
        desktop.show(Pictures.varied(WIDTH, HEIGHT, 5));
        x11vnc = desktop.startX11vnc();
        relay = new RunningRelay(folder);
        assertThat(Arrays.stream(rawPicture("x11vnc", Formats.PLAIN)).distinct().count())
                .as("colours drawn")
                .isGreaterThan(10_000);
    }

    @AfterAll
    static void stop() throws Exception {
        relay.close();
        desktop.close();
    }

    private static int portOf(String streamer) {
        return "Xvnc".equals(streamer) ? desktop.port() : x11vnc.port();
    }

    private static int[] rawPicture(String streamer, PixelFormat format) throws IOException {
        try (MinimalViewer viewer = new MinimalViewer(portOf(streamer), format, Encoding.RAW, Encoding.CURSOR)) {
            return viewer.wholePicture();
        }
    }

    /** @param quality asks for JPEG, or for nothing */
    record Case(String streamer, String encoding, int number, int quality, PixelFormat format) {

        @Override
        public String toString() {
            return streamer + " in " + encoding + " at " + format.bitsPerPixel();
        }

        /** A LibVNCServer that was built without PNG, as Debian's is, sends Raw instead. */
        int otherwise() {
            return number == Encoding.TIGHT_PNG ? Encoding.RAW : number;
        }
    }

    private static Stream<Case> inEachFormat(String streamer, String encoding, int number, int quality) {
        return FORMATS.stream().map(format -> new Case(streamer, encoding, number, quality, format));
    }

    static Stream<Case> cases() {
        Stream<Case> both = Stream.of("Xvnc", "x11vnc")
                .flatMap(streamer -> Stream.of(
                                inEachFormat(streamer, "Raw", Encoding.RAW, LOSSLESS),
                                inEachFormat(streamer, "RRE", Encoding.RRE, LOSSLESS),
                                inEachFormat(streamer, "Hextile", Encoding.HEXTILE, LOSSLESS),
                                inEachFormat(streamer, "Tight", Encoding.TIGHT, LOSSLESS),
                                inEachFormat(streamer, "Tight with JPEG", Encoding.TIGHT, BEST_JPEG),
                                inEachFormat(streamer, "ZRLE", Encoding.ZRLE, LOSSLESS))
                        .flatMap(each -> each));
        Stream<Case> x11vncOnly = Stream.of(
                        inEachFormat("x11vnc", "CoRRE", Encoding.CORRE, LOSSLESS),
                        inEachFormat("x11vnc", "Zlib", Encoding.ZLIB, LOSSLESS),
                        inEachFormat("x11vnc", "TightPNG", Encoding.TIGHT_PNG, LOSSLESS))
                .flatMap(each -> each);
        return Stream.concat(both, x11vncOnly);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theViewerSeesWhatTheStreamerShowsAndItIsRecorded(Case each) throws IOException {
        AwaitViewer request = RunningRelay.viewerOf(portOf(each.streamer()), true, null);
        String ticket = relay.ticketFor(request);
        int[] seen;
        try (MinimalViewer viewer = MinimalViewer.through(
                relay,
                ticket,
                each.format(),
                each.number(),
                each.quality(),
                Encoding.CURSOR,
                Encoding.LAST_RECT,
                Encoding.EXTENDED_DESKTOP_SIZE)) {
            seen = viewer.wholePicture();
            assertThat(viewer.encodingsSeen()).containsAnyOf(each.number(), each.otherwise());
            assertThat(Pictures.differences(seen, viewer.wholePicture()))
                    .as("pixels that differ when asked for once more: zlib's streams go on")
                    .isZero();
        }
        int[] shown = rawPicture(each.streamer(), each.quality() == LOSSLESS ? each.format() : Formats.PLAIN);
        if (each.quality() == LOSSLESS) {
            assertThat(Pictures.differences(shown, seen))
                    .as("pixels that differ")
                    .isZero();
        } else {
            assertThat(Pictures.colourDecibels(Pictures.of(shown, WIDTH), Pictures.of(seen, WIDTH)))
                    .isGreaterThan(JPEG_DECIBELS);
        }
        assertRecorded(relay.videoOf(request.session()), seen);
    }

    private static void assertRecorded(RecordedVideo video, int[] seen) {
        assertThat(video.decodingErrors()).isEmpty();
        BufferedImage expected = Pictures.of(seen, WIDTH);
        BufferedImage recorded = video.lastFrame();
        assertThat(Pictures.lumaDecibels(expected, recorded)).isGreaterThan(RECORDED_LUMA_DECIBELS);
        assertThat(Pictures.colourDecibels(expected, recorded)).isGreaterThan(RECORDED_COLOUR_DECIBELS);
    }

    @ParameterizedTest
    @MethodSource("formats")
    void whatIsScrolledByCopyRectIsSeenAndRecorded(PixelFormat format) throws Exception {
        try (XvncDesktop scrolling = XvncDesktop.open(WIDTH, HEIGHT)) {
            AwaitViewer request = RunningRelay.viewerOf(scrolling.port(), true, null);
            int[] seen;
            try (MinimalViewer viewer = MinimalViewer.through(
                    relay, relay.ticketFor(request), format, Encoding.ZRLE, Encoding.COPY_RECT, Encoding.CURSOR)) {
                viewer.wholePicture();
                scrolling.runInTerminal(
                        "seq 200; sleep 1; for i in 1 2 3 4 5 6 7 8 9; do echo $i; sleep 0.1; done; sleep 60");
                viewer.followUntilQuiet(Duration.ofSeconds(2));
                assertThat(viewer.encodingsSeen()).contains(Encoding.COPY_RECT);
                seen = viewer.framebuffer().pixels().clone();
                assertThat(Pictures.differences(viewer.wholePicture(), seen)).isZero();
            }
            assertRecorded(relay.videoOf(request.session()), seen);
        }
    }

    static Stream<PixelFormat> formats() {
        return FORMATS.stream();
    }
}
