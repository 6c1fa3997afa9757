package retrace.relay.rfb.decode;

import retrace.relay.rfb.Rectangle;
import retrace.relay.rfb.RfbViolation;

/**
 * Tight and TightPNG (rfbproto, "Tight Encoding"): a fill, a JPEG or PNG picture, or pixels behind a filter in one of
 * four zlib streams.
 */
final class TightDecoder implements RectangleDecoder, AutoCloseable {

    private static final int WIDTH_MAX = 2048;
    private static final int FILL = 8;
    private static final int JPEG = 9;
    private static final int PNG = 10;
    private static final int EXPLICIT_FILTER = 4;
    private static final int UNCOMPRESSED_BELOW = 12;
    private static final int STREAMS = 4;
    private static final int PICTURE_BYTES_MAX = 32 << 20;

    private final InflatedInput[] streams = new InflatedInput[STREAMS];
    private final TightFilters filters = new TightFilters();
    private final PictureDecoder pictures = new PictureDecoder();
    private final byte[] pixel = new byte[4];

    TightDecoder() {
        for (int i = 0; i < STREAMS; i++) {
            streams[i] = new InflatedInput("Tight");
        }
    }

    @Override
    public void decode(Rectangle area, RfbInput in, PixelReader pixels, Framebuffer framebuffer) {
        if (area.width() > WIDTH_MAX) {
            throw new RfbViolation("A Tight rectangle of " + area + "; they are at most " + WIDTH_MAX + " wide.");
        }
        int control = in.u8();
        for (int i = 0; i < STREAMS; i++) {
            if ((control >> i & 1) != 0) {
                streams[i].reset();
            }
        }
        int kind = control >> 4;
        switch (kind) {
            case FILL -> {
                in.read(pixel, 0, pixels.tightBytes());
                framebuffer.fill(area.x(), area.y(), area.width(), area.height(), pixels.tightPixel(pixel, 0));
            }
            case JPEG, PNG -> picture(kind == JPEG ? "JPEG" : "PNG", area, in, framebuffer);
            default -> {
                if (kind >= FILL) {
                    throw new RfbViolation("A Tight rectangle of the unknown kind " + kind + ".");
                }
                filtered(kind, area, in, pixels, framebuffer);
            }
        }
    }

    private void picture(String format, Rectangle area, RfbInput in, Framebuffer framebuffer) {
        int length = compactLength(in);
        if (length > PICTURE_BYTES_MAX) {
            throw new RfbViolation("A " + format + " picture of " + length + " bytes.");
        }
        byte[] encoded = new byte[length];
        in.read(encoded, 0, length);
        pictures.paint(format, encoded, area, framebuffer);
    }

    private void filtered(int kind, Rectangle area, RfbInput in, PixelReader pixels, Framebuffer framebuffer) {
        int filter = (kind & EXPLICIT_FILTER) != 0 ? in.u8() : TightFilters.COPY;
        filters.begin(filter, in, pixels);
        long size = (long) filters.rowBytes(area.width(), pixels) * area.height();
        if (size < UNCOMPRESSED_BELOW) {
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
        int length = (first & 127) | ((second & 127) << 7);
        return second < 128 ? length : length | (in.u8() << 14);
    }

    @Override
    public void close() {
        for (InflatedInput stream : streams) {
            stream.close();
        }
    }
}
