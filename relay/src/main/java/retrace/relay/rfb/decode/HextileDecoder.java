package retrace.relay.rfb.decode;

import retrace.relay.rfb.Rectangle;
import retrace.relay.rfb.RfbViolation;

/** Hextile: tiles of 16 × 16, each raw or a background with subrectangles (RFC 6143, section 7.7.4). */
final class HextileDecoder implements RectangleDecoder {

    private static final int TILE = 16;
    private static final int RAW = 1;
    private static final int BACKGROUND = 2;
    private static final int FOREGROUND = 4;
    private static final int SUBRECTANGLES = 8;
    private static final int COLOURED = 16;

    private final byte[] tile = new byte[TILE * TILE * 4];
    private int background;
    private int foreground;

    @Override
    public void decode(Rectangle area, RfbInput in, PixelReader pixels, Framebuffer framebuffer) {
        background = 0;
        foreground = 0;
        for (int y = area.y(); y < area.bottom(); y += TILE) {
            int height = Math.min(TILE, area.bottom() - y);
            for (int x = area.x(); x < area.right(); x += TILE) {
                decodeTile(x, y, Math.min(TILE, area.right() - x), height, in, pixels, framebuffer);
            }
        }
        framebuffer.touched(area.x(), area.y(), area.width(), area.height());
    }

    private void decodeTile(
            int x, int y, int width, int height, RfbInput in, PixelReader pixels, Framebuffer framebuffer) {
        int flags = in.u8();
        if ((flags & RAW) != 0) {
            int rowBytes = width * pixels.bytes();
            in.read(tile, 0, rowBytes * height);
            for (int row = 0; row < height; row++) {
                pixels.row(tile, row * rowBytes, framebuffer.pixels(), framebuffer.offsetOf(x, y + row), width);
            }
            return;
        }
        if ((flags & BACKGROUND) != 0) {
            background = readPixel(in, pixels);
        }
        framebuffer.fill(x, y, width, height, background);
        if ((flags & FOREGROUND) != 0) {
            foreground = readPixel(in, pixels);
        }
        if ((flags & SUBRECTANGLES) != 0) {
            int count = in.u8();
            for (int i = 0; i < count; i++) {
                int colour = (flags & COLOURED) != 0 ? readPixel(in, pixels) : foreground;
                subrectangle(x, y, width, height, colour, in, framebuffer);
            }
        }
    }

    private static void subrectangle(
            int x, int y, int width, int height, int colour, RfbInput in, Framebuffer framebuffer) {
        int position = in.u8();
        int size = in.u8();
        int left = position >> 4;
        int top = position & 15;
        int subWidth = (size >> 4) + 1;
        int subHeight = (size & 15) + 1;
        if (left + subWidth > width || top + subHeight > height) {
            throw new RfbViolation("A Hextile subrectangle of " + subWidth + "x" + subHeight + " at " + left + "," + top
                    + " leaves its tile of " + width + "x" + height + ".");
        }
        framebuffer.fill(x + left, y + top, subWidth, subHeight, colour);
    }

    private int readPixel(RfbInput in, PixelReader pixels) {
        in.read(tile, 0, pixels.bytes());
        return pixels.pixel(tile, 0);
    }
}
