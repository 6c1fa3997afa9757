package retrace.relay.rfb.framing;

import java.nio.ByteBuffer;

/** FramebufferUpdateRequests of the relay's own, not incremental (RFC 6143, section 7.5.3). */
public final class UpdateRequest {

    private static final int TYPE = 3;

    private UpdateRequest() {}

    public static ByteBuffer ofAll(FramebufferSize size) {
        return of(size.width(), size.height());
    }

    /** The smallest question that must be answered. */
    public static ByteBuffer ofOnePixel() {
        return of(1, 1);
    }

    private static ByteBuffer of(int width, int height) {
        return ByteBuffer.allocate(10)
                .put((byte) TYPE)
                .put((byte) 0)
                .putShort((short) 0)
                .putShort((short) 0)
                .putShort((short) width)
                .putShort((short) height)
                .flip();
    }
}
