package retrace.relay.rfb.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import retrace.relay.rfb.Encoding;
import retrace.relay.rfb.PixelFormat;
import retrace.relay.rfb.Rectangle;
import retrace.relay.testing.RecordedPicture;

/** What a streamer encodes is what the framebuffer shows, in every encoding and pixel format. */
class RoundTripTest {

    private static final int TRIES = 60;
    private static final int RECTANGLES = 3;

    @Property(tries = TRIES)
    void raw(@ForAll long seed) {
        check(Encoding.RAW, seed, 300, SimpleEncoders::raw);
    }

    @Property(tries = TRIES)
    void rre(@ForAll long seed) {
        check(Encoding.RRE, seed, 300, image -> SimpleEncoders.rre(image, false));
    }

    @Property(tries = TRIES)
    void corre(@ForAll long seed) {
        check(Encoding.CORRE, seed, 255, image -> SimpleEncoders.rre(image, true));
    }

    @Property(tries = TRIES)
    void hextile(@ForAll long seed) {
        check(Encoding.HEXTILE, seed, 100, new HextileEncoder(new Random(seed)));
    }

    @Property(tries = TRIES)
    void zlib(@ForAll long seed) {
        try (DeflatedStream stream = new DeflatedStream()) {
            check(Encoding.ZLIB, seed, 300, image -> SimpleEncoders.zlib(image, stream));
        }
    }

    @Property(tries = TRIES)
    void zrle(@ForAll long seed) {
        try (DeflatedStream stream = new DeflatedStream()) {
            check(Encoding.ZRLE, seed, 200, new ZrleEncoder(stream, new Random(seed)));
        }
    }

    @Property(tries = TRIES)
    void tight(@ForAll long seed) {
        try (TightEncoder encoder = new TightEncoder(false, new Random(seed))) {
            check(Encoding.TIGHT, seed, 120, encoder);
        }
    }

    @Property(tries = TRIES)
    void tightPng(@ForAll long seed) {
        try (TightEncoder encoder = new TightEncoder(true, new Random(seed))) {
            check(Encoding.TIGHT_PNG, seed, 120, encoder);
        }
    }

    private static void check(int encoding, long seed, int sideMax, RectangleEncoder encoder) {
        Random random = new Random(seed * 31);
        PixelFormat format = Formats.any(random);
        Framebuffer framebuffer = new Framebuffer(sideMax + 20, sideMax + 20);
        int[] expected = new int[framebuffer.pixels().length];
        WireBytes sent = WireBytes.update(RECTANGLES);
        for (int i = 0; i < RECTANGLES; i++) {
            int width = 1 + random.nextInt(random.nextBoolean() ? sideMax : 20);
            int height = 1 + random.nextInt(random.nextBoolean() ? sideMax : 20);
            Rectangle area = new Rectangle(
                    random.nextInt(framebuffer.width() - width + 1),
                    random.nextInt(framebuffer.height() - height + 1),
                    width,
                    height);
            WireImage image = WireImage.any(width, height, format, random);
            sent.rectangle(area, encoding).add(encoder.encode(image));
            put(image.colours(), area, expected, framebuffer.width());
        }
        RecordedPicture listener = new RecordedPicture();
        ChunkedInput in = ChunkedInput.inPiecesOf(sent.bytes(), 1 + random.nextInt(5000));
        try (ServerMessageDecoder decoder = new ServerMessageDecoder(framebuffer, format, listener)) {
            decoder.readMessage(in);
        }
        assertThat(framebuffer.pixels()).as("%s %s", seed, format).isEqualTo(expected);
        assertThat(in.isAtEnd()).as("all bytes belong to the update").isTrue();
        assertThat(listener.told).containsExactly("updated");
    }

    private static void put(int[] colours, Rectangle area, int[] target, int width) {
        for (int row = 0; row < area.height(); row++) {
            System.arraycopy(colours, row * area.width(), target, (area.y() + row) * width + area.x(), area.width());
        }
    }
}
