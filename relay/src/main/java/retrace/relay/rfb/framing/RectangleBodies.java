package retrace.relay.rfb.framing;

import java.nio.ByteBuffer;
import retrace.relay.rfb.Encoding;
import retrace.relay.rfb.RfbViolation;

/**
 * How many bytes follow a rectangle's header, for every encoding but Hextile, which tells it tile by tile (RFC 6143,
 * section 7.7; rfbproto, "Encodings" and "Pseudo-encodings").
 */
final class RectangleBodies {

    /** The length cannot be told before more bytes are there; never more than {@link #TOLD_WITHIN_BYTES}. */
    static final long MORE = -1;

    /** A Tight palette of 256 colours of four bytes is the longest that must be seen. */
    static final int TOLD_WITHIN_BYTES = 2048;

    private static final int CURSOR_SIDE_MAX = 1024;
    private static final int NAME_BYTES_MAX = 1 << 16;
    private static final int COMPRESSED_BYTES_FLOOR = 1 << 16;
    private static final int SCREEN_BYTES = 16;
    private static final int VMWARE_CLASSIC_CURSOR = 0;
    private static final int VMWARE_ALPHA_CURSOR = 1;

    private RectangleBodies() {}

    /**
     * @param at where in {@code in} the body begins
     * @return bytes, or {@link #MORE}
     */
    static long bytes(int encoding, int width, int height, ByteBuffer in, int at, PixelSizes pixels) {
        return switch (encoding) {
            case Encoding.RAW -> area(width, height) * pixels.bytes();
            case Encoding.COPY_RECT -> 4;
            case Encoding.RRE -> subrectangles(width, height, in, at, pixels, 8);
            case Encoding.CORRE -> subrectangles(width, height, in, at, pixels, 4);
            case Encoding.ZLIB, Encoding.ZRLE -> compressed(width, height, in, at, pixels);
            case Encoding.TIGHT -> TightBodies.bytes(false, width, height, in, at, pixels);
            case Encoding.TIGHT_PNG -> TightBodies.bytes(true, width, height, in, at, pixels);
            case Encoding.CURSOR -> cursorBytes(width, height, pixels);
            case Encoding.X_CURSOR -> xCursor(width, height);
            case Encoding.CURSOR_WITH_ALPHA -> cursorWithAlpha(width, height, in, at);
            case Encoding.VMWARE_CURSOR -> vmwareCursor(width, height, in, at, pixels);
            case Encoding.EXTENDED_DESKTOP_SIZE -> screens(in, at);
            case Encoding.DESKTOP_NAME -> name(in, at);
            case Encoding.LED_STATE -> 1;
            case Encoding.DESKTOP_SIZE,
                    Encoding.LAST_RECT,
                    Encoding.QEMU_EXTENDED_KEY,
                    Encoding.QEMU_AUDIO,
                    Encoding.VMWARE_CURSOR_POSITION -> 0;
            default ->
                throw new RfbViolation(
                        "The streamer sends a rectangle in the encoding " + encoding + ", which was not offered.");
        };
    }

    /** Whether the header's x, y, width and height are an area of the framebuffer. */
    static boolean paints(int encoding) {
        return switch (encoding) {
            case Encoding.TIGHT_PNG -> true;
            case Encoding.VMWARE_CURSOR, Encoding.VMWARE_CURSOR_POSITION -> false;
            default -> encoding >= 0;
        };
    }

    static long cursorBytes(int width, int height, PixelSizes pixels) {
        requireCursor(width, height);
        return area(width, height) * pixels.bytes() + (width + 7L) / 8 * height;
    }

    private static long area(int width, int height) {
        return (long) width * height;
    }

    private static boolean lacks(ByteBuffer in, int at, int bytes) {
        return in.limit() - at < bytes;
    }

    private static long subrectangles(
            int width, int height, ByteBuffer in, int at, PixelSizes pixels, int positionBytes) {
        if (lacks(in, at, 4)) {
            return MORE;
        }
        long count = in.getInt(at) & 0xffffffffL;
        if (count > area(width, height)) {
            throw new RfbViolation("RRE announces " + count + " subrectangles in " + width + "x" + height + " pixels.");
        }
        return 4 + pixels.bytes() + count * (pixels.bytes() + positionBytes);
    }

    /** What does not compress grows a little; more than twice as much is not a picture. */
    private static long compressed(int width, int height, ByteBuffer in, int at, PixelSizes pixels) {
        if (lacks(in, at, 4)) {
            return MORE;
        }
        long length = in.getInt(at) & 0xffffffffL;
        if (length > COMPRESSED_BYTES_FLOOR + 2 * area(width, height) * pixels.bytes()) {
            throw new RfbViolation(
                    "The streamer announces " + length + " compressed bytes for " + width + "x" + height + " pixels.");
        }
        return 4 + length;
    }

    private static long xCursor(int width, int height) {
        requireCursor(width, height);
        return area(width, height) == 0 ? 0 : 6 + 2 * ((width + 7L) / 8 * height);
    }

    private static long cursorWithAlpha(int width, int height, ByteBuffer in, int at) {
        requireCursor(width, height);
        if (lacks(in, at, 4)) {
            return MORE;
        }
        if (in.getInt(at) != Encoding.RAW) {
            throw new RfbViolation(
                    "The streamer sends a cursor in the encoding " + in.getInt(at) + "; only Raw is understood.");
        }
        return 4 + 4 * area(width, height);
    }

    private static long vmwareCursor(int width, int height, ByteBuffer in, int at, PixelSizes pixels) {
        requireCursor(width, height);
        if (lacks(in, at, 1)) {
            return MORE;
        }
        return switch (in.get(at)) {
            case VMWARE_CLASSIC_CURSOR -> 2 + 2 * area(width, height) * pixels.bytes();
            case VMWARE_ALPHA_CURSOR -> 2 + 4 * area(width, height);
            default ->
                throw new RfbViolation("The streamer sends a VMware cursor of the unknown kind " + in.get(at) + ".");
        };
    }

    private static long screens(ByteBuffer in, int at) {
        return lacks(in, at, 1) ? MORE : 4 + (long) SCREEN_BYTES * (in.get(at) & 0xff);
    }

    private static long name(ByteBuffer in, int at) {
        if (lacks(in, at, 4)) {
            return MORE;
        }
        long length = in.getInt(at) & 0xffffffffL;
        if (length > NAME_BYTES_MAX) {
            throw new RfbViolation("The streamer sends a desktop name of " + length + " bytes.");
        }
        return 4 + length;
    }

    private static void requireCursor(int width, int height) {
        if (width > CURSOR_SIDE_MAX || height > CURSOR_SIDE_MAX) {
            throw new RfbViolation("The streamer sends a cursor of " + width + "x" + height + " pixels.");
        }
    }
}
