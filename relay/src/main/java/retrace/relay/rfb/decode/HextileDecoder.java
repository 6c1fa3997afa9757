package retrace.relay.rfb.decode;

import retrace.relay.rfb.Rectangle;
import retrace.relay.rfb.RfbViolation;

/** Hextile: tiles of 16 × 16, each raw or a background with subrectangles (RFC 6143, section 7.7.4). */
final class HextileDecoder implements RectangleDecoder {

    private static final int TILE = 16;
    private static final int SUBRECTANGLES_MAX = 255;
    private static final int RAW = 1;
    private static final int BACKGROUND = 2;
    private static final int FOREGROUND = 4;
    private static final int SUBRECTANGLES = 8;
    private static final int COLOURED = 16;

    /** Holds a raw tile, or all subrectangles of one. */
    private final byte[] bytes = new byte[SUBRECTANGLES_MAX * (4 + 2)];

    private int background;
    private int foreground;

    @Override
    public void decode(Rectangle area, RfbInput in, PixelReader pixels, Framebuffer framebuffer) {
        background = 0;
        foreground = 0;
        for (int y = area.y(); y < area.bottom(); y += TILE) {
            int height = Math.min(TILE, area.bottom() - y);
            for (int x = area.x(); x < area.right(); x += TILE) {
                int width = Math.min(TILE, area.right() - x);
                int flags = in.u8();
                if ((flags & RAW) != 0) {
                    rawTile(x, y, width, height, in, pixels, framebuffer);
                } else {
                    filledTile(flags, x, y, width, height, in, pixels, framebuffer);
                }
            }
        }
        framebuffer.touched(area.x(), area.y(), area.width(), area.height());
    }

    private void rawTile(
            int x, int y, int width, int height, RfbInput in, PixelReader pixels, Framebuffer framebuffer) {
        int rowBytes = width * pixels.bytes();
        in.read(bytes, 0, rowBytes * height);
        for (int row = 0; row < height; row++) {
            pixels.row(bytes, row * rowBytes, framebuffer.pixels(), framebuffer.offsetOf(x, y + row), width);
        }
    }

    private void filledTile(
            int flags, int x, int y, int width, int height, RfbInput in, PixelReader pixels, Framebuffer framebuffer) {
        if ((flags & BACKGROUND) != 0) {
            background = readPixel(in, pixels);
        }
        framebuffer.paint(x, y, width, height, background);
        if ((flags & FOREGROUND) != 0) {
            foreground = readPixel(in, pixels);
        }
        if ((flags & SUBRECTANGLES) == 0) {
            return;
        }
        int count = in.u8();
        int colourBytes = (flags & COLOURED) != 0 ? pixels.bytes() : 0;
        int size = colourBytes + 2;
        in.read(bytes, 0, count * size);
        for (int at = 0; at < count * size; at += size) {
            int colour = colourBytes != 0 ? pixels.pixel(bytes, at) : foreground;
            int left = bytes[at + colourBytes] >> 4 & 15;
            int top = bytes[at + colourBytes] & 15;
            int subWidth = (bytes[at + colourBytes + 1] >> 4 & 15) + 1;
            int subHeight = (bytes[at + colourBytes + 1] & 15) + 1;
            if (left + subWidth > width || top + subHeight > height) {
                throw new RfbViolation("A Hextile subrectangle of " + subWidth + "x" + subHeight + " at " + left + ","
                        + top + " leaves its tile of " + width + "x" + height + ".");
            }
            framebuffer.paint(x + left, y + top, subWidth, subHeight, colour);
        }
    }

    private int readPixel(RfbInput in, PixelReader pixels) {
        in.read(bytes, 0, pixels.bytes());
        return pixels.pixel(bytes, 0);
    }
}
