package retrace.relay.rfb.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import retrace.relay.rfb.Encoding;
import retrace.relay.rfb.PixelFormat;
import retrace.relay.rfb.Rectangle;
import retrace.relay.rfb.RfbViolation;
import retrace.relay.testing.RecordedPicture;

/** Whatever comes, a decoder ends with a violation or with the stream. */
class GarbageTest {

    private static final int[] ENCODINGS = {
        Encoding.RAW,
        Encoding.COPY_RECT,
        Encoding.RRE,
        Encoding.CORRE,
        Encoding.HEXTILE,
        Encoding.ZLIB,
        Encoding.TIGHT,
        Encoding.TIGHT_PNG,
        Encoding.ZRLE,
        Encoding.DESKTOP_SIZE,
        Encoding.EXTENDED_DESKTOP_SIZE,
        Encoding.DESKTOP_NAME,
        Encoding.CURSOR,
        Encoding.X_CURSOR,
        Encoding.CURSOR_WITH_ALPHA,
        Encoding.VMWARE_CURSOR,
        Encoding.LED_STATE,
        Encoding.LAST_RECT
    };

    /** Reads until it cannot; anything but a violation or the stream's end fails the test. */
    static void readAll(byte[] bytes, PixelFormat format, int chunkBytes) {
        Framebuffer framebuffer = new Framebuffer(100, 70);
        ChunkedInput in = ChunkedInput.inPiecesOf(bytes, chunkBytes);
        try (ServerMessageDecoder decoder = new ServerMessageDecoder(framebuffer, format, new RecordedPicture())) {
            while (true) {
                decoder.readMessage(in);
            }
        } catch (RfbViolation | RfbInput.EndOfStream e) {
            assertThat(Arrays.stream(framebuffer.pixels()).allMatch(pixel -> pixel >>> 24 == 0))
                    .isTrue();
        }
    }

    @Property(tries = 500)
    void survivesRandomBytes(@ForAll long seed) {
        Random random = new Random(seed);
        byte[] bytes = new byte[random.nextInt(2000)];
        random.nextBytes(bytes);
        readAll(bytes, Formats.any(random), 1 + random.nextInt(100));
    }

    @Property(tries = 2000)
    void survivesRandomRectangles(@ForAll long seed) {
        Random random = new Random(seed);
        WireBytes sent = WireBytes.update(65535);
        for (int i = 0; i < 20; i++) {
            int width = random.nextInt(100);
            int height = random.nextInt(70);
            byte[] data = new byte[random.nextInt(300)];
            random.nextBytes(data);
            sent.rectangle(0, 0, width, height, ENCODINGS[random.nextInt(ENCODINGS.length)]);
            // Lengths are small more often than not, so that what follows them is reached.
            sent.add(
                            random.nextBoolean()
                                    ? new byte[] {0, 0, (byte) random.nextInt(2), (byte) random.nextInt(256)}
                                    : data)
                    .add(data);
        }
        readAll(sent.bytes(), Formats.any(random), 1 + random.nextInt(1000));
    }

    @Property(tries = 1000)
    void survivesGoodRectanglesWithSomeBytesChanged(@ForAll long seed) {
        Random random = new Random(seed);
        PixelFormat format = Formats.any(random);
        byte[] bytes = rectangles(format, random);
        for (int i = random.nextInt(4); i >= 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        readAll(bytes, format, 1 + random.nextInt(1000));
    }

    private static byte[] rectangles(PixelFormat format, Random random) {
        WireBytes sent = WireBytes.update(3);
        try (DeflatedStream stream = new DeflatedStream();
                TightEncoder tight = new TightEncoder(false, random);
                TightEncoder png = new TightEncoder(true, random)) {
            for (int i = 0; i < 3; i++) {
                WireImage image = WireImage.any(1 + random.nextInt(100), 1 + random.nextInt(70), format, random);
                Rectangle area = new Rectangle(0, 0, image.width(), image.height());
                switch (random.nextInt(6)) {
                    case 0 -> sent.rectangle(area, Encoding.HEXTILE).add(new HextileEncoder(random).encode(image));
                    case 1 -> sent.rectangle(area, Encoding.ZRLE).add(new ZrleEncoder(stream, random).encode(image));
                    case 2 -> sent.rectangle(area, Encoding.TIGHT_PNG).add(png.encode(image));
                    case 3 -> sent.rectangle(area, Encoding.RRE).add(SimpleEncoders.rre(image, false));
                    default -> sent.rectangle(area, Encoding.TIGHT).add(tight.encode(image));
                }
            }
        }
        return sent.bytes();
    }
}
