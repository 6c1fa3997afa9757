package retrace.infra.streamer.rfb;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** Bytes of a message being put together, most significant byte first. Used again and again by one thread. */
final class ByteSink {

    private byte[] bytes = new byte[16 * 1024];
    private int size;

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, Math.addExact(size, more)));
        }
    }

    void u8(int value) {
        room(1);
        bytes[size++] = (byte) value;
    }

    void u16(int value) {
        room(2);
        bytes[size++] = (byte) (value >> 8);
        bytes[size++] = (byte) value;
    }

    void u32(int value) {
        room(4);
        bytes[size++] = (byte) (value >> 24);
        bytes[size++] = (byte) (value >> 16);
        bytes[size++] = (byte) (value >> 8);
        bytes[size++] = (byte) value;
    }

    void zeros(int count) {
        room(count);
        Arrays.fill(bytes, size, size + count, (byte) 0);
        size += count;
    }

    void bytes(byte[] source, int count) {
        room(count);
        System.arraycopy(source, 0, bytes, size, count);
        size += count;
    }

    /** A length in four bytes, and that many bytes of text. */
    void text(byte[] text) {
        u32(text.length);
        bytes(text, text.length);
    }

    /** Puts a number where four bytes were left for it. */
    void u32At(int place, int value) {
        for (int i = 0; i < 4; i++) {
            bytes[place + i] = (byte) (value >> 24 - 8 * i);
        }
    }

    int size() {
        return size;
    }

    void truncate(int to) {
        size = to;
    }

    byte[] array() {
        return bytes;
    }

    /** Hands over what is in it, and is empty again. */
    void drainTo(OutputStream out) throws IOException {
        out.write(bytes, 0, size);
        size = 0;
    }
}
