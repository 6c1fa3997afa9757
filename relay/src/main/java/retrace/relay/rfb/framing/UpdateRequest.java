package retrace.relay.rfb.framing;

import java.nio.ByteBuffer;
import retrace.relay.rfb.Rectangle;

/** FramebufferUpdateRequests of the relay's own, not incremental (RFC 6143, section 7.5.3). */
public final class UpdateRequest {

    private static final int TYPE = 3;

    private UpdateRequest() {}

    public static ByteBuffer ofAll(FramebufferSize size) {
        return of(size.area());
    }

    /** The smallest question that must be answered. */
    public static ByteBuffer ofOnePixel() {
        return of(new Rectangle(0, 0, 1, 1));
    }

    public static ByteBuffer of(Rectangle area) {
        return ByteBuffer.allocate(10)
                .put((byte) TYPE)
                .put((byte) 0)
                .putShort((short) area.x())
                .putShort((short) area.y())
                .putShort((short) area.width())
                .putShort((short) area.height())
                .flip();
    }
}
