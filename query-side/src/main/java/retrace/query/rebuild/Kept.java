package retrace.query.rebuild;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Keeps some of the values that were made of bytes, so that what stands in many events is made once: the identifiers of a
 * session are in all of its events, and those of a team in very many. For one thread.
 */
final class Kept<T> {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    /** The golden ratio, in 64 bits: spreads what differs in any of them. */
    private static final long SPREAD = 0x9e3779b97f4a7c15L;

    private static final int PLACES_BITS = 10;

    private record Entry<T>(byte[] bytes, T value) {}

    @SuppressWarnings({"unchecked", "rawtypes"}) // there are no arrays of generic types
    private final @Nullable Entry<T>[] entries = new Entry[1 << PLACES_BITS];

    /** @return what was made of the same bytes; null where it is not kept */
    @Nullable
    T find(byte[] bytes, int start, int length) {
        Entry<T> entry = entries[placeOf(bytes, start, length)];
        return entry != null && Arrays.equals(entry.bytes(), 0, entry.bytes().length, bytes, start, start + length)
                ? entry.value()
                : null;
    }

    /** What was kept in its place is forgotten. */
    void keep(byte[] bytes, int start, int length, T value) {
        entries[placeOf(bytes, start, length)] = new Entry<>(Arrays.copyOfRange(bytes, start, start + length), value);
    }

    /** By the end alone: identifiers begin alike. */
    private static int placeOf(byte[] bytes, int start, int length) {
        long last = length;
        if (length >= Long.BYTES) {
            last = (long) LONG.get(bytes, start + length - Long.BYTES);
        } else {
            for (int i = start; i < start + length; i++) {
                last = (last << Byte.SIZE) | (bytes[i] & 0xff);
            }
        }
        return (int) ((last * SPREAD) >>> (Long.SIZE - PLACES_BITS));
    }
}
