package retrace.relay.rfb.decode;

import retrace.relay.rfb.Rectangle;

/** Decodes the rectangles of one encoding. The area lies inside the framebuffer: that was checked. It may be empty. */
interface RectangleDecoder {

    /** Reads the whole rectangle, paints it and marks it as touched. */
    void decode(Rectangle area, RfbInput in, PixelReader pixels, Framebuffer framebuffer);
}
