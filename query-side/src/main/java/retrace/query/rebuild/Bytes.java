package retrace.query.rebuild;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Bytes that grow, and can be looked into and cut. Numbers are written as PostgreSQL sends them. Not thread-safe. */
final class Bytes {

    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private byte[] array;
    private int size;

    Bytes(int room) {
        array = new byte[room];
    }

    int size() {
        return size;
    }

    /** Of which the first {@link #size} count, until something is written. */
    byte[] array() {
        return array;
    }

    void cutTo(int newSize) {
        size = newSize;
    }

    void write(int value) {
        require(1);
        array[size++] = (byte) value;
    }

    void writeShort(int value) {
        require(Short.BYTES);
        SHORT.set(array, size, (short) value);
        size += Short.BYTES;
    }

    void writeInt(int value) {
        require(Integer.BYTES);
        INT.set(array, size, value);
        size += Integer.BYTES;
    }

    void writeLong(long value) {
        require(Long.BYTES);
        LONG.set(array, size, value);
        size += Long.BYTES;
    }

    void write(byte[] bytes, int offset, int length) {
        require(length);
        System.arraycopy(bytes, offset, array, size, length);
        size += length;
    }

    private void require(int more) {
        int needed = Math.addExact(size, more);
        if (needed > array.length) {
            array = Arrays.copyOf(array, (int) Math.min(Integer.MAX_VALUE - 8, Math.max(needed, 2L * array.length)));
        }
    }
}
