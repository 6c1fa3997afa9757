package retrace.relay.rfb.framing;

import java.nio.ByteBuffer;

/** Goes from tile to tile of a Hextile rectangle (RFC 6143, section 7.7.4). */
final class HextileWalk {

    private static final int TILE = 16;
    private static final int RAW = 1;
    private static final int BACKGROUND = 2;
    private static final int FOREGROUND = 4;
    private static final int SUBRECTANGLES = 8;
    private static final int COLOURED = 16;

    private int width;
    private int height;
    private int x;
    private int y;

    void start(int areaWidth, int areaHeight) {
        width = areaWidth;
        height = areaHeight;
        x = 0;
        y = 0;
    }

    boolean isDone() {
        return y >= height || width == 0;
    }

    /** @return bytes of the tile that begins at {@code at}, or {@link RectangleBodies#MORE}; goes on to the next */
    long nextTile(ByteBuffer in, int at, PixelSizes pixels) {
        if (at >= in.limit()) {
            return RectangleBodies.MORE;
        }
        int flags = in.get(at);
        long bytes;
        if ((flags & RAW) != 0) {
            bytes = 1 + (long) Math.min(TILE, width - x) * Math.min(TILE, height - y) * pixels.bytes();
        } else {
            int head = 1
                    + ((flags & BACKGROUND) != 0 ? pixels.bytes() : 0)
                    + ((flags & FOREGROUND) != 0 ? pixels.bytes() : 0);
            if ((flags & SUBRECTANGLES) == 0) {
                bytes = head;
            } else if (at + head >= in.limit()) {
                return RectangleBodies.MORE;
            } else {
                int each = (flags & COLOURED) != 0 ? pixels.bytes() + 2 : 2;
                bytes = head + 1 + (in.get(at + head) & 0xff) * (long) each;
            }
        }
        advance();
        return bytes;
    }

    private void advance() {
        x += TILE;
        if (x >= width) {
            x = 0;
            y += TILE;
        }
    }
}
