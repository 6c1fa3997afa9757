package retrace.relay.recording.mp4;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes boxes inside boxes (ISO/IEC 14496-12, 4.2) into memory that grows as needed. */
final class BoxWriter {

    private ByteBuffer out = ByteBuffer.allocate(1024);

    /** @param content writes what is in the box */
    void box(String type, Runnable content) {
        int start = out.position();
        u32(0);
        text(type);
        content.run();
        out.putInt(start, out.position() - start);
    }

    void fullBox(String type, int version, int flags, Runnable content) {
        box(type, () -> {
            u32(version << 24 | flags);
            content.run();
        });
    }

    void u8(int value) {
        room(1).put((byte) value);
    }

    void u16(int value) {
        room(2).putShort((short) value);
    }

    void u32(int value) {
        room(4).putInt(value);
    }

    void u64(long value) {
        room(8).putLong(value);
    }

    void bytes(byte[] value) {
        room(value.length).put(value);
    }

    void zeros(int count) {
        bytes(new byte[count]);
    }

    void text(String value) {
        bytes(value.getBytes(StandardCharsets.US_ASCII));
    }

    private ByteBuffer room(int bytes) {
        if (out.remaining() < bytes) {
            ByteBuffer larger = ByteBuffer.allocate(Math.max(out.capacity() * 2, out.position() + bytes));
            out = larger.put(out.flip());
        }
        return out;
    }

    byte[] toByteArray() {
        return Arrays.copyOf(out.array(), out.position());
    }
}
