package retrace.query.eventlog;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Optional;
import retrace.query.eventlog.EventEncoding.Decoded;

/** An event as the database has sent it: a message with its global index and then, byte for byte, its encoding. Immutable. */
public final class EventRow {

    private static final byte[] FIRST_LINE = EventEncoding.firstLine();
    private static final int COLUMNS = 1 + EventEncoding.COLUMNS.size();

    /** The number of columns, the length of the global index, and the global index. */
    private static final int BEFORE_ENCODING = Short.BYTES + Integer.BYTES + Long.BYTES;

    private final long globalIndex;
    private final byte[] message;
    private final int from;

    private EventRow(long globalIndex, byte[] message, int from) {
        this.globalIndex = globalIndex;
        this.message = message;
        this.from = from;
    }

    /**
     * @param message is not copied
     * @param from where in it the row begins; it must end with the message
     */
    static EventRow of(byte[] message, int from) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(message, from, message.length - from);
        if (in.remaining() < BEFORE_ENCODING || in.getShort() != COLUMNS || in.getInt() != Long.BYTES) {
            throw new IOException("the database answers with columns of another form");
        }
        long globalIndex = in.getLong();
        int encoding = in.position();
        for (int column = 1; column < COLUMNS; column++) {
            int length = in.remaining() < Integer.BYTES ? Integer.MAX_VALUE : Math.max(0, in.getInt());
            if (length > in.remaining()) {
                throw new IOException("the database answers with less than a row in a message");
            }
            in.position(in.position() + length);
        }
        if (in.hasRemaining()) {
            throw new IOException("the database answers with more than a row in a message");
        }
        return new EventRow(globalIndex, message, encoding);
    }

    public long globalIndex() {
        return globalIndex;
    }

    /** @return SHA-256 of the encoding */
    public byte[] digest(MessageDigest sha256) {
        sha256.update(FIRST_LINE);
        sha256.update(message, from, message.length - from);
        return sha256.digest();
    }

    public int encodingBytes() {
        return FIRST_LINE.length + message.length - from;
    }

    public byte[] encoding() {
        return ByteBuffer.allocate(encodingBytes())
                .put(FIRST_LINE)
                .put(message, from, message.length - from)
                .array();
    }

    public Optional<Decoded> decoded() {
        return EventEncoding.decode(encoding());
    }
}
