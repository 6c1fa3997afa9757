package retrace.relay.rfb.decode;

import retrace.relay.rfb.Rectangle;

/** Zlib: Raw inside the connection's zlib stream (rfbproto, "Zlib Encoding"). */
final class ZlibDecoder implements RectangleDecoder, AutoCloseable {

    private final InflatedInput stream;
    private final RectangleDecoder raw;

    ZlibDecoder(RectangleDecoder raw, byte[] buffer) {
        this.raw = raw;
        stream = new InflatedInput("Zlib", buffer);
    }

    @Override
    public void decode(Rectangle area, RfbInput in, PixelReader pixels, Framebuffer framebuffer) {
        stream.begin(in, in.u32());
        raw.decode(area, stream, pixels, framebuffer);
        stream.end();
    }

    @Override
    public void close() {
        stream.close();
    }
}
