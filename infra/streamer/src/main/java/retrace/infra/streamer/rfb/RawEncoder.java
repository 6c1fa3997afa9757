package retrace.infra.streamer.rfb;

/** Pixel after pixel (RFC 6143, 7.7.1). */
final class RawEncoder implements RectangleEncoder {

    @Override
    public int encoding() {
        return Encoding.RAW;
    }

    @Override
    public void encode(int[] pixels, int width, int height, PixelFormat format, ByteSink out) {
        int count = width * height;
        for (int i = 0; i < count; i++) {
            format.writePixel(out, pixels[i]);
        }
    }
}
