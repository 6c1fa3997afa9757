package retrace.relay.session;

import static org.assertj.core.api.Assertions.assertThat;
import static retrace.relay.testing.AskedStreamer.painted;
import static retrace.relay.testing.AskedStreamer.update;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import retrace.relay.recording.RecordingSettings;
import retrace.relay.rfb.PixelFormat;
import retrace.relay.rfb.Rectangle;
import retrace.relay.session.WatchingViewer.Painted;
import retrace.relay.session.WatchingViewer.Update;
import retrace.relay.testing.AskedStreamer;
import retrace.relay.testing.AskedStreamer.Request;
import retrace.relay.testing.RunningRelay;

/** The banner as viewers and streamers see it on the wire, half a second into a session. */
@Timeout(60)
@Execution(ExecutionMode.CONCURRENT)
class ExpiryBannerTest {

    private static final Rectangle ALL = new Rectangle(0, 0, 64, 48);
    private static final PixelFormat WIDE = new PixelFormat(32, 24, false, true, 255, 255, 255, 16, 8, 0);
    private static final Duration SHOWN = Duration.ofMillis(2500);

    @TempDir
    Path folder;

    private final AskedStreamer streamer = new AskedStreamer();
    private RunningRelay relay;
    private WatchingViewer viewer;

    @BeforeEach
    void connect() throws IOException {
        relay = new RunningRelay(
                folder, limitedTo(Duration.ofSeconds(60), Duration.ofMillis(59_500), SHOWN), RecordingSettings.DEFAULT);
        viewer = new WatchingViewer(relay.port(), relay.ticketFor(RunningRelay.viewerOf(streamer.port(), true, null)));
    }

    static SessionSettings limitedTo(Duration sessionMax, Duration warning, Duration bannerTime) {
        SessionSettings usual = SessionSettings.DEFAULT;
        return new SessionSettings(
                usual.ticketLife(),
                usual.sessionsMax(),
                usual.handshakesMax(),
                usual.failedAttemptsMax(),
                usual.handshakeTime(),
                usual.connectTime(),
                usual.probeTime(),
                usual.streamerBufferBytes(),
                usual.viewerBufferBytes(),
                usual.closingTime(),
                new TimeLimitSettings(sessionMax, warning, bannerTime),
                Duration.ofSeconds(60));
    }

    @AfterEach
    void disconnect() throws IOException {
        viewer.close();
        relay.close();
        streamer.close();
    }

    /** The first picture, and then the request that stays open on a quiet desktop. */
    private void begin(int bytesPerPixel) throws Exception {
        viewer.ask(false);
        streamer.asked();
        streamer.send(painted(ALL, bytesPerPixel, 0));
        assertThat(viewer.next().only().area()).isEqualTo(ALL);
        viewer.ask(true);
        assertThat(streamer.asked()).isEqualTo(new Request(true, ALL));
    }

    private static void assertBanner(Painted painted) {
        assertThat(painted.encoding()).isZero();
        assertThat(painted.area().y()).isZero();
        assertThat(painted.area().height()).isLessThan(48);
        assertThat(painted.area().x() * 2 + painted.area().width()).isEqualTo(64);
        assertThat(painted.pixels()).hasSize((int) painted.area().area());
        assertThat(painted.pixels().stream().distinct().count()).as("colours").isGreaterThan(1);
    }

    static Stream<PixelFormat> formats() {
        return Stream.of(
                WIDE,
                new PixelFormat(32, 24, true, true, 255, 255, 255, 0, 8, 16),
                new PixelFormat(16, 16, false, true, 31, 63, 31, 11, 5, 0),
                new PixelFormat(16, 16, true, true, 31, 63, 31, 11, 5, 0),
                new PixelFormat(8, 8, false, true, 7, 7, 3, 0, 3, 6));
    }

    @ParameterizedTest
    @MethodSource("formats")
    void itAppearsOnAQuietDesktopInTheViewersFormatAndGoesAgain(PixelFormat format) throws Exception {
        viewer.format(format).offer(0);
        begin(format.bytesPerPixel());

        Update banner = viewer.next();
        assertBanner(banner.only());
        assertThat(banner.name()).as("not offered").isNull();
        assertThat(banner.only().pixels().getFirst()).isEqualTo(edge(format));
        viewer.ask(true);
        assertThat(streamer.askedWithin(700))
                .as("the streamer still owes the answer to the request before")
                .isNull();

        assertThat(streamer.asked()).isEqualTo(new Request(false, banner.only().area()));
        streamer.send(painted(banner.only().area(), format.bytesPerPixel(), 0));
        assertThat(viewer.next().only().pixels()).containsOnly(0);
        viewer.ask(true);
        assertThat(streamer.asked()).isEqualTo(new Request(true, ALL));
        assertThat(streamer.askedWithin(500)).isNull();
        assertThat(viewer.hasNothing()).isTrue();
    }

    /** 0xf0a020 in the format. */
    private static int edge(PixelFormat format) {
        return Math.round(0xf0 * format.redMax() / 255f) << format.redShift()
                | Math.round(0xa0 * format.greenMax() / 255f) << format.greenShift()
                | Math.round(0x20 * format.blueMax() / 255f) << format.blueShift();
    }

    @Test
    void aColourMapsNearestColoursAreTaken() throws Exception {
        viewer.format(new PixelFormat(8, 8, false, false, 0, 0, 0, 0, 0, 0)).offer(0);
        streamer.send(
                new byte[] {1, 0, 0, 5, 0, 3, 0, 0, 0, 0, 0, 0, -1, -1, -1, -1, -1, -1, -1, -1, -112, -112, 0, 0});
        begin(1);
        Painted banner = viewer.next().only();
        assertBanner(banner);
        assertThat(banner.pixels().getFirst()).as("the orange one").isEqualTo(7);
        assertThat(banner.pixels()).contains(5).allMatch(pixel -> pixel >= 5 && pixel <= 7);
    }

    @Test
    void withoutAColourThereIsNoBannerAndTheSessionGoesOn() throws Exception {
        viewer.format(new PixelFormat(8, 8, false, false, 0, 0, 0, 0, 0, 0)).offer(0);
        begin(1);
        Thread.sleep(1000);
        streamer.send(painted(ALL, 1, 3));
        assertThat(viewer.next().only().pixels()).hasSize(64 * 48).containsOnly(3);
    }

    @Test
    void aViewerThatTakesNamesGetsTheTimeInTheDesktopsNameOnce() throws Exception {
        viewer.offer(0, -307);
        begin(4);
        assertThat(viewer.next().name()).matches("test - ends \\d\\d:\\d\\d UTC");
        viewer.ask(true);
        streamer.send(painted(ALL, 4, 0));
        viewer.next();
        viewer.ask(true);
        Update again = viewer.next();
        assertBanner(again.only());
        assertThat(again.name()).isNull();
    }

    @Test
    void itWaitsForTheEndOfALongMessage() throws Exception {
        viewer.offer(0).continuousUpdates();
        begin(4);
        byte[] long1 = painted(ALL, 4, 9);
        streamer.send(Arrays.copyOf(long1, 5000));
        Thread.sleep(1200);
        streamer.send(Arrays.copyOfRange(long1, 5000, long1.length));
        Painted whole = viewer.next().only();
        if (!whole.area().equals(ALL)) {
            assertBanner(whole); // on a busy machine it is due before the message has begun
            whole = viewer.next().only();
        }
        assertThat(whole.area()).isEqualTo(ALL);
        assertThat(whole.pixels()).containsOnly(0x09090909);
        assertBanner(viewer.next().only());
    }

    @Test
    void itComesBetweenTwoMessagesOfAStreamThatNeverPausesBetweenThem() throws Exception {
        viewer.offer(0).continuousUpdates();
        begin(4);
        byte[] message = painted(ALL, 4, 9);
        int half = message.length / 2;
        streamer.send(Arrays.copyOf(message, half));
        int banners = 0;
        for (int i = 0; i < 30; i++) {
            byte[] endAndBeginning = ByteBuffer.allocate(message.length)
                    .put(message, half, message.length - half)
                    .put(message, 0, half)
                    .array();
            streamer.send(endAndBeginning);
            Painted painted = viewer.next().only();
            if (!painted.area().equals(ALL)) {
                assertBanner(painted);
                banners++;
                painted = viewer.next().only();
            }
            assertThat(painted.pixels()).hasSize(64 * 48).containsOnly(0x09090909);
            Thread.sleep(50);
        }
        assertThat(banners).as("erased at once, drawn again once a second").isBetween(1, 3);
    }

    @Test
    void aViewerThatHasNotAskedIsNotDisturbed() throws Exception {
        viewer.offer(0).ask(false);
        streamer.asked();
        streamer.send(painted(ALL, 4, 0));
        viewer.next();
        Thread.sleep(1200);
        assertThat(viewer.hasNothing()).isTrue();
        viewer.ask(true);
        assertBanner(viewer.next().only());
    }

    @Test
    void whereItIsCopiedToIsPaintedAgain() throws Exception {
        viewer.offer(1, 0).continuousUpdates();
        begin(4);
        Rectangle banner = viewer.next().only().area();
        Rectangle target = new Rectangle(0, 40, 64, 8);
        streamer.send(update(target, 1, new byte[] {0, 0, 0, 0}));
        assertThat(viewer.next().only().area()).isEqualTo(target);
        Request mend = streamer.asked();
        assertThat(mend.incremental()).isFalse();
        assertThat(mend.area()).isEqualTo(new Rectangle(banner.x(), 40, banner.width(), 8));
        streamer.send(painted(mend.area(), 4, 0));
        viewer.next();
        assertThat(streamer.asked()).as("nothing of the copy is left").isEqualTo(new Request(false, banner));
    }

    @Test
    void aCopyOfSomethingElseIsNobodysBusiness() throws Exception {
        viewer.offer(1, 0).continuousUpdates();
        begin(4);
        Rectangle banner = viewer.next().only().area();
        streamer.send(update(new Rectangle(0, 46, 64, 1), 1, new byte[] {0, 0, 0, 47}));
        viewer.next();
        assertThat(streamer.asked()).isEqualTo(new Request(false, banner));
    }

    @Test
    void itMovesWithThePicturesSize() throws Exception {
        viewer.offer(0, -223).continuousUpdates();
        begin(4);
        assertBanner(viewer.next().only());
        Rectangle narrow = new Rectangle(0, 0, 30, 60);
        streamer.send(update(narrow, -223, new byte[0]));
        streamer.send(painted(narrow, 4, 1));
        assertThat(viewer.next().only().encoding()).isEqualTo(-223);
        assertThat(viewer.next().only().area()).isEqualTo(narrow);
        Painted banner = viewer.next().only();
        assertThat(banner.area().width()).isEqualTo(30);
        assertThat(streamer.asked()).isEqualTo(new Request(false, banner.area()));
    }

    @Test
    void theStreamerIsNotAskedInTheMiddleOfTheViewersClipboard() throws Exception {
        viewer.offer(0).continuousUpdates();
        begin(4);
        Rectangle banner = viewer.next().only().area();
        viewer.send(new byte[] {6, 0, 0, 0, 0, 0, 39, 16});
        viewer.send(new byte[4000]);
        assertThat(streamer.askedWithin(SHOWN.toMillis() + 500)).isNull();
        viewer.send(new byte[6000]);
        assertThat(streamer.asked()).isEqualTo(new Request(false, banner));
    }

    @Test
    void aStreamerThatDoesNotAnswerIsAskedAgain() throws Exception {
        viewer.offer(0).continuousUpdates();
        begin(4);
        Request request = new Request(false, viewer.next().only().area());
        assertThat(List.of(streamer.asked(), streamer.asked())).containsExactly(request, request);
    }
}
