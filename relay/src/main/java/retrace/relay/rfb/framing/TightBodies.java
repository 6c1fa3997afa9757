package retrace.relay.rfb.framing;

import java.nio.ByteBuffer;
import retrace.relay.rfb.RfbViolation;

/**
 * How many bytes follow the header of a Tight or TightPNG rectangle (rfbproto, "Tight Encoding"). The width is not held
 * to the specification's 2048 pixels, for TigerVNC's fills are not.
 */
final class TightBodies {

    private static final int FILL = 8;
    private static final int JPEG = 9;
    private static final int PNG = 10;

    /** In Tight, not TightPNG: LibVNCServer and TurboVNC leave out zlib so at the lowest compression level. */
    private static final int WITHOUT_ZLIB = 10;

    private static final int EXPLICIT_FILTER = 4;
    private static final int COPY = 0;
    private static final int PALETTE = 1;
    private static final int GRADIENT = 2;
    private static final int UNCOMPRESSED_BELOW = 12;

    private TightBodies() {}

    static long bytes(boolean png, int width, int height, ByteBuffer in, int at, PixelSizes pixels) {
        if (in.limit() - at < 1) {
            return RectangleBodies.MORE;
        }
        int kind = (in.get(at) & 0xff) >> 4;
        if (kind == FILL) {
            return 1L + pixels.tightBytes();
        }
        if (kind == JPEG || png && kind == PNG) {
            return withLength(in, at, 1);
        }
        if (kind > FILL && (png || (kind & WITHOUT_ZLIB) != WITHOUT_ZLIB)) {
            throw new RfbViolation("A Tight rectangle of the unknown kind " + kind + ".");
        }
        return filtered(kind, width, height, in, at, pixels);
    }

    private static long filtered(int kind, int width, int height, ByteBuffer in, int at, PixelSizes pixels) {
        boolean explicit = (kind & EXPLICIT_FILTER) != 0;
        int head = explicit ? 2 : 1;
        if (in.limit() - at < head) {
            return RectangleBodies.MORE;
        }
        int filter = explicit ? in.get(at + 1) : COPY;
        long rowBytes = (long) width * pixels.tightBytes();
        switch (filter) {
            case COPY, GRADIENT -> {}
            case PALETTE -> {
                if (in.limit() - at < head + 1) {
                    return RectangleBodies.MORE;
                }
                int colours = (in.get(at + head) & 0xff) + 1;
                head += 1 + colours * pixels.tightBytes();
                rowBytes = colours <= 2 ? (width + 7) / 8 : width;
            }
            default -> throw new RfbViolation("A Tight rectangle with the unknown filter " + filter + ".");
        }
        long size = rowBytes * height;
        return size < UNCOMPRESSED_BELOW ? head + size : withLength(in, at, head);
    }

    /** The length takes one to three bytes: seven bits each, and eight in the third. */
    private static long withLength(ByteBuffer in, int at, int head) {
        int length = 0;
        for (int i = 0; i < 3; i++) {
            int position = at + head + i;
            if (position >= in.limit()) {
                return RectangleBodies.MORE;
            }
            int value = in.get(position) & 0xff;
            length |= (i < 2 ? value & 127 : value) << 7 * i;
            if (i == 2 || value < 128) {
                return head + i + 1L + length;
            }
        }
        throw new IllegalStateException("a length has three bytes at most");
    }
}
