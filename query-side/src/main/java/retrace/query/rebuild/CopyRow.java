package retrace.query.rebuild;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Goes through rows as PostgreSQL's binary COPY writes them: a count of fields, and then each field's length, -1 for
 * null, and its bytes.
 */
final class CopyRow {

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    /** The signature, flags, and the length of an extension that there is none of. */
    private static final int HEADER_BYTES = 19;

    private final byte[] bytes;
    private int at;
    private int start;
    private int length;

    /** @param at where a row begins */
    CopyRow(byte[] bytes, int at) {
        this.bytes = bytes;
        this.at = at + Short.BYTES;
    }

    /** Where the first row begins in what the database sends at once, which the first time is behind a header. */
    static int begin(byte[] sent) {
        return sent.length >= HEADER_BYTES && sent[0] == 'P' ? HEADER_BYTES : 0;
    }

    /** Whether there is a row, and not the mark of the end or nothing. */
    static boolean isAt(byte[] bytes, int at) {
        return at < bytes.length && bytes[at] >= 0;
    }

    /** Goes to the next field; {@link #start} and {@link #length} say where its bytes are. */
    CopyRow next() {
        length = (int) INT.get(bytes, at);
        start = at + Integer.BYTES;
        at = start + Math.max(0, length);
        return this;
    }

    int start() {
        return start;
    }

    /** -1 for null. */
    int length() {
        return length;
    }

    /** Where the next field or row begins. */
    int end() {
        return at;
    }

    long number() {
        return (long) LONG.get(bytes, start);
    }

    /** The one that is kept, if it is; else it is kept now. */
    String text(Kept<String> texts) {
        @Nullable String known = texts.find(bytes, start, length);
        if (known != null) {
            return known;
        }
        String text = new String(bytes, start, length, UTF_8);
        texts.keep(bytes, start, length, text);
        return text;
    }

    StoredEvent.Payload payload() {
        return new StoredEvent.Payload(bytes, start, length);
    }

    @Nullable
    String textOrNull(Kept<String> texts) {
        return length < 0 ? null : text(texts);
    }
}
