package retrace.relay.rfb.decode;

import retrace.relay.rfb.Rectangle;

/** Raw: pixel after pixel, row after row (RFC 6143, section 7.7.1). */
final class RawDecoder implements RectangleDecoder {

    private byte[] row = new byte[0];

    @Override
    public void decode(Rectangle area, RfbInput in, PixelReader pixels, Framebuffer framebuffer) {
        int rowBytes = area.width() * pixels.bytes();
        if (row.length < rowBytes) {
            row = new byte[rowBytes];
        }
        for (int y = area.y(); y < area.bottom(); y++) {
            in.read(row, 0, rowBytes);
            pixels.row(row, 0, framebuffer.pixels(), framebuffer.offsetOf(area.x(), y), area.width());
            framebuffer.touched(area.x(), y, area.width(), 1); // a picture of megabytes may never come to its end
        }
    }
}
