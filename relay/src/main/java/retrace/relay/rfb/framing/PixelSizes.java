package retrace.relay.rfb.framing;

import retrace.relay.rfb.PixelFormat;

/**
 * All that framing needs to know of a pixel format.
 *
 * @param bytes of a pixel
 * @param tightBytes of Tight's TPIXEL, which is 3 where colours are 8 bits each in 32 (rfbproto, "Tight Encoding")
 */
record PixelSizes(int bytes, int tightBytes) {

    static PixelSizes of(PixelFormat format) {
        boolean threeBytes = format.bitsPerPixel() == 32
                && format.depth() == 24
                && format.trueColour()
                && format.redMax() == 255
                && format.greenMax() == 255
                && format.blueMax() == 255;
        return new PixelSizes(format.bytesPerPixel(), threeBytes ? 3 : format.bytesPerPixel());
    }
}
