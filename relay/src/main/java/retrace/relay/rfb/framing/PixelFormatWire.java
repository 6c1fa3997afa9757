package retrace.relay.rfb.framing;

import java.nio.ByteBuffer;
import retrace.relay.rfb.PixelFormat;

/** PIXEL_FORMAT as it lies on the wire (RFC 6143, section 7.4): {@link PixelFormat#WIRE_BYTES} bytes. */
public final class PixelFormatWire {

    private PixelFormatWire() {}

    /** @throws retrace.relay.rfb.RfbViolation where it is none that RFB knows */
    public static PixelFormat read(ByteBuffer in, int at) {
        boolean trueColour = in.get(at + 3) != 0;
        return new PixelFormat(
                in.get(at) & 0xff,
                in.get(at + 1) & 0xff,
                in.get(at + 2) != 0,
                trueColour,
                in.getShort(at + 4) & 0xffff,
                in.getShort(at + 6) & 0xffff,
                in.getShort(at + 8) & 0xffff,
                in.get(at + 10) & 0xff,
                in.get(at + 11) & 0xff,
                in.get(at + 12) & 0xff);
    }
}
