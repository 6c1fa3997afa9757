package retrace.relay.rfb.decode;

import retrace.relay.rfb.Rectangle;
import retrace.relay.rfb.RfbViolation;

/**
 * RRE (RFC 6143, section 7.7.3) and CoRRE, which differs in that positions and sizes inside the rectangle take one byte
 * (rfbproto, "CoRRE Encoding").
 */
final class RreDecoder implements RectangleDecoder {

    private final boolean compact;
    private final byte[] bytes = new byte[4 + 4 * 2];

    RreDecoder(boolean compact) {
        this.compact = compact;
    }

    @Override
    public void decode(Rectangle area, RfbInput in, PixelReader pixels, Framebuffer framebuffer) {
        long subrectangles = in.u32();
        if (subrectangles > area.area()) {
            throw new RfbViolation("RRE announces " + subrectangles + " subrectangles in " + area + ".");
        }
        int pixelBytes = pixels.bytes();
        in.read(bytes, 0, pixelBytes);
        framebuffer.paint(area.x(), area.y(), area.width(), area.height(), pixels.pixel(bytes, 0));
        int coordinateBytes = compact ? 1 : 2;
        for (long i = 0; i < subrectangles; i++) {
            in.read(bytes, 0, pixelBytes + 4 * coordinateBytes);
            int x = coordinate(pixelBytes);
            int y = coordinate(pixelBytes + coordinateBytes);
            int width = coordinate(pixelBytes + 2 * coordinateBytes);
            int height = coordinate(pixelBytes + 3 * coordinateBytes);
            if (x + width > area.width() || y + height > area.height()) {
                throw new RfbViolation("An RRE subrectangle of " + width + "x" + height + " at " + x + "," + y
                        + " leaves " + area + ".");
            }
            framebuffer.paint(area.x() + x, area.y() + y, width, height, pixels.pixel(bytes, 0));
        }
        framebuffer.touched(area.x(), area.y(), area.width(), area.height());
    }

    private int coordinate(int at) {
        int first = bytes[at] & 0xff;
        return compact ? first : first << 8 | bytes[at + 1] & 0xff;
    }
}
