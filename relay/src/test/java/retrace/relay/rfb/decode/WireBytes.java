package retrace.relay.rfb.decode;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import retrace.relay.rfb.PixelFormat;
import retrace.relay.rfb.Rectangle;

/** Puts together what a streamer sends. */
final class WireBytes {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    static WireBytes wire() {
        return new WireBytes();
    }

    /** A FramebufferUpdate's head. */
    static WireBytes update(int rectangles) {
        return wire().u8(0).u8(0).u16(rectangles);
    }

    WireBytes u8(int value) {
        bytes.write(value);
        return this;
    }

    WireBytes u16(int value) {
        return u8(value >> 8).u8(value);
    }

    WireBytes u32(long value) {
        return u16((int) (value >> 16)).u16((int) value);
    }

    WireBytes add(byte[] more) {
        bytes.writeBytes(more);
        return this;
    }

    WireBytes hex(String digits) {
        return add(HexFormat.of().parseHex(digits.replace(" ", "")));
    }

    WireBytes zeros(int count) {
        return add(new byte[count]);
    }

    WireBytes rectangle(int x, int y, int width, int height, int encoding) {
        return u16(x).u16(y).u16(width).u16(height).u32(encoding);
    }

    WireBytes rectangle(Rectangle area, int encoding) {
        return rectangle(area.x(), area.y(), area.width(), area.height(), encoding);
    }

    /** A pixel as the format lays it down. */
    WireBytes pixel(int value, PixelFormat format) {
        for (int i = 0; i < format.bytesPerPixel(); i++) {
            int place = format.bigEndian() ? format.bytesPerPixel() - 1 - i : i;
            u8(value >>> 8 * place);
        }
        return this;
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }
}
