package retrace.relay.rfb.decode;

import retrace.relay.rfb.Rectangle;
import retrace.relay.rfb.RfbViolation;

/**
 * RRE (RFC 6143, section 7.7.3) and CoRRE, which differs in that positions and sizes inside the rectangle take one byte
 * (rfbproto, "CoRRE Encoding").
 */
final class RreDecoder implements RectangleDecoder {

    private final boolean compact;
    private final byte[] pixel = new byte[4];

    RreDecoder(boolean compact) {
        this.compact = compact;
    }

    @Override
    public void decode(Rectangle area, RfbInput in, PixelReader pixels, Framebuffer framebuffer) {
        long subrectangles = in.u32();
        if (subrectangles > area.area()) {
            throw new RfbViolation("RRE announces " + subrectangles + " subrectangles in " + area + ".");
        }
        framebuffer.fill(area.x(), area.y(), area.width(), area.height(), readPixel(in, pixels));
        for (long i = 0; i < subrectangles; i++) {
            int colour = readPixel(in, pixels);
            int x = coordinate(in);
            int y = coordinate(in);
            int width = coordinate(in);
            int height = coordinate(in);
            if (x + width > area.width() || y + height > area.height()) {
                throw new RfbViolation("An RRE subrectangle of " + width + "x" + height + " at " + x + "," + y
                        + " leaves " + area + ".");
            }
            framebuffer.fill(area.x() + x, area.y() + y, width, height, colour);
        }
    }

    private int coordinate(RfbInput in) {
        return compact ? in.u8() : in.u16();
    }

    private int readPixel(RfbInput in, PixelReader pixels) {
        in.read(pixel, 0, pixels.bytes());
        return pixels.pixel(pixel, 0);
    }
}
