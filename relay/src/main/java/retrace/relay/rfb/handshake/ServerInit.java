package retrace.relay.rfb.handshake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import retrace.relay.rfb.PixelFormat;
import retrace.relay.rfb.framing.FramebufferSize;

/**
 * The streamer's ServerInit (RFC 6143, section 7.3.2).
 *
 * @param wire as it came, its name included, to be sent on to the viewer
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and handed on once
public record ServerInit(FramebufferSize size, PixelFormat format, String name, byte[] wire) {

    static final int FIXED_BYTES = 24;

    /** The size of the picture, its pixel format and the length of the name that follows. */
    static ServerInit of(ByteBuffer fixed, PixelFormat format, byte[] name) {
        FramebufferSize size = new FramebufferSize(fixed.getShort(0) & 0xffff, fixed.getShort(2) & 0xffff);
        byte[] wire = ByteBuffer.allocate(FIXED_BYTES + name.length)
                .put(fixed.duplicate().rewind())
                .put(name)
                .array();
        return new ServerInit(size, format, new String(name, UTF_8), wire);
    }
}
