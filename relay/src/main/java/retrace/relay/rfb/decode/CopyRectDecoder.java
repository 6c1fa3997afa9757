package retrace.relay.rfb.decode;

import retrace.relay.rfb.Rectangle;
import retrace.relay.rfb.RfbViolation;

/** CopyRect: from elsewhere in the picture (RFC 6143, section 7.7.2). */
final class CopyRectDecoder implements RectangleDecoder {

    @Override
    public void decode(Rectangle area, RfbInput in, PixelReader pixels, Framebuffer framebuffer) {
        int sourceX = in.u16();
        int sourceY = in.u16();
        if (sourceX + area.width() > framebuffer.width() || sourceY + area.height() > framebuffer.height()) {
            throw new RfbViolation("The streamer copies from " + sourceX + "," + sourceY + " to " + area
                    + ", which lies outside its framebuffer.");
        }
        framebuffer.copy(sourceX, sourceY, area);
    }
}
