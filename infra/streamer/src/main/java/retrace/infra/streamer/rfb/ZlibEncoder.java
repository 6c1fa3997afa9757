package retrace.infra.streamer.rfb;

/** Raw pixels through one zlib stream (rfbproto, Zlib). */
final class ZlibEncoder implements RectangleEncoder {

    private final DeflateStream stream = new DeflateStream();
    private final ByteSink plain = new ByteSink();
    private final RawEncoder raw = new RawEncoder();

    @Override
    public int encoding() {
        return Encoding.ZLIB;
    }

    @Override
    public void encode(int[] pixels, int width, int height, PixelFormat format, ByteSink out) {
        plain.truncate(0);
        raw.encode(pixels, width, height, format, plain);
        stream.write(plain, out);
    }

    @Override
    public void close() {
        stream.close();
    }
}
