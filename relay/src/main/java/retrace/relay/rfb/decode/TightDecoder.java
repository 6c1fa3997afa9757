package retrace.relay.rfb.decode;

import retrace.relay.rfb.Rectangle;
import retrace.relay.rfb.RfbViolation;

/**
 * Tight and TightPNG (rfbproto, "Tight Encoding"): a fill, a JPEG or PNG picture, or pixels behind a filter, in one of
 * four zlib streams or in none. The width is not held to the specification's 2048 pixels, for TigerVNC's fills are not.
 */
final class TightDecoder implements RectangleDecoder, AutoCloseable {

    private static final int FILL = 8;
    private static final int JPEG = 9;
    private static final int PNG = 10;

    /** In Tight, not TightPNG: LibVNCServer and TurboVNC leave out zlib so at the lowest compression level. */
    private static final int WITHOUT_ZLIB = 10;

    private static final int EXPLICIT_FILTER = 4;
    private static final int UNCOMPRESSED_BELOW = 12;
    private static final int STREAMS = 4;

    /** The most that a length on the wire can say: 22 bits. */
    private static final int PICTURE_BYTES_MAX = (1 << 22) - 1;

    private final InflatedInput[] streams = new InflatedInput[STREAMS];
    private final TightFilters filters = new TightFilters();
    private final PictureDecoder pictures = new PictureDecoder();
    private byte[] bytes = new byte[4];

    TightDecoder(byte[] buffer) {
        for (int i = 0; i < STREAMS; i++) {
            streams[i] = new InflatedInput("Tight", buffer);
        }
    }

    @Override
    public void decode(Rectangle area, RfbInput in, PixelReader pixels, Framebuffer framebuffer) {
        int kind = readControl(in);
        if (kind == FILL) {
            fill(area, in, pixels, framebuffer);
        } else if (kind == JPEG) {
            picture("JPEG", area, in, framebuffer);
        } else if ((kind & WITHOUT_ZLIB) == WITHOUT_ZLIB) {
            filters.begin((kind & EXPLICIT_FILTER) != 0, in, pixels);
            plain(area, in, pixels, framebuffer);
        } else {
            filtered(kind, area, in, pixels, framebuffer);
        }
    }

    /** A rectangle of the encoding TightPNG, which shares the four streams. */
    void decodeTightPng(Rectangle area, RfbInput in, PixelReader pixels, Framebuffer framebuffer) {
        int kind = readControl(in);
        switch (kind) {
            case FILL -> fill(area, in, pixels, framebuffer);
            case JPEG -> picture("JPEG", area, in, framebuffer);
            case PNG -> picture("PNG", area, in, framebuffer);
            default -> filtered(kind, area, in, pixels, framebuffer);
        }
    }

    private int readControl(RfbInput in) {
        int control = in.u8();
        for (int i = 0; i < STREAMS; i++) {
            if ((control >> i & 1) != 0) {
                streams[i].reset();
            }
        }
        return control >> 4;
    }

    private void fill(Rectangle area, RfbInput in, PixelReader pixels, Framebuffer framebuffer) {
        in.read(bytes, 0, pixels.tightBytes());
        framebuffer.fill(area.x(), area.y(), area.width(), area.height(), pixels.tightPixel(bytes, 0));
    }

    private void picture(String format, Rectangle area, RfbInput in, Framebuffer framebuffer) {
        int length = compactLength(in);
        if (length > PICTURE_BYTES_MAX) {
            throw new RfbViolation("A " + format + " picture of " + length + " bytes.");
        }
        if (bytes.length < length) {
            bytes = new byte[length];
        }
        in.read(bytes, 0, length);
        pictures.paint(format, bytes, length, area, framebuffer);
    }

    /** Pixels whose length is told though no zlib makes it vary. */
    private void plain(Rectangle area, RfbInput in, PixelReader pixels, Framebuffer framebuffer) {
        long size = filters.bytes(area, pixels);
        if (size >= UNCOMPRESSED_BELOW) {
            int length = compactLength(in);
            if (length != size) {
                throw new RfbViolation(
                        "A Tight rectangle of " + area + " with " + length + " bytes instead of " + size + ".");
            }
        }
        filters.paint(area, in, pixels, framebuffer);
    }

    private void filtered(int kind, Rectangle area, RfbInput in, PixelReader pixels, Framebuffer framebuffer) {
        if (kind >= FILL) {
            throw new RfbViolation("A Tight rectangle of the unknown kind " + kind + ".");
        }
        filters.begin((kind & EXPLICIT_FILTER) != 0, in, pixels);
        if (filters.bytes(area, pixels) < UNCOMPRESSED_BELOW) {
            filters.paint(area, in, pixels, framebuffer);
            return;
        }
        InflatedInput stream = streams[kind & STREAMS - 1];
        stream.begin(in, compactLength(in));
        filters.paint(area, stream, pixels, framebuffer);
        stream.end();
    }

    /** One to three bytes, seven bits each and eight in the third. */
    private static int compactLength(RfbInput in) {
        int first = in.u8();
        if (first < 128) {
            return first;
        }
        int second = in.u8();
        int length = first & 127 | (second & 127) << 7;
        return second < 128 ? length : length | in.u8() << 14;
    }

    @Override
    public void close() {
        pictures.close();
        for (InflatedInput stream : streams) {
            stream.close();
        }
    }
}
