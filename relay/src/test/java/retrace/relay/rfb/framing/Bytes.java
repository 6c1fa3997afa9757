package retrace.relay.rfb.framing;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Puts messages together byte by byte. */
final class Bytes {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Bytes u8(int... values) {
        for (int value : values) {
            out.write(value);
        }
        return this;
    }

    Bytes u16(int... values) {
        for (int value : values) {
            u8(value >> 8, value);
        }
        return this;
    }

    Bytes u32(int... values) {
        for (int value : values) {
            u16(value >> 16, value);
        }
        return this;
    }

    /** Bytes whose values mean nothing. */
    Bytes any(int count) {
        for (int i = 0; i < count; i++) {
            out.write(i * 37 + 11);
        }
        return this;
    }

    Bytes add(byte[] more) {
        out.writeBytes(more);
        return this;
    }

    Bytes rectangle(int x, int y, int width, int height, int encoding) {
        return u16(x, y, width, height).u32(encoding);
    }

    byte[] toByteArray() {
        return out.toByteArray();
    }

    /** Room as a connection's buffer has it. */
    static ByteBuffer buffer() {
        return ByteBuffer.allocateDirect(1 << 16);
    }
}
