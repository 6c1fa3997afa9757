package retrace.query.eventlog;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The bytes that stand for an event in the log: {@link #FIRST_LINE}, then each of {@link #COLUMNS} as PostgreSQL's binary
 * COPY writes it, a length of 4 bytes and so many bytes; the length is -1 and there are no bytes where the column is null.
 * Texts are UTF-8, the sequence number has 8 bytes, all numbers are big-endian.
 */
public final class EventEncoding {

    /** Says that it is an event, and which form this is. */
    public static final String FIRST_LINE = "retrace event 1\n";

    static final String TABLE = "events.domain_event";
    static final List<String> COLUMNS = List.of(
            "event_identifier",
            "aggregate_identifier",
            "sequence_number",
            "type",
            "payload_type",
            "payload_revision",
            "payload",
            "meta_data",
            "time_stamp");

    private EventEncoding() {}

    /**
     * An event read back from its encoding.
     *
     * @param payload JSON
     */
    public record Decoded(
            String eventIdentifier,
            String aggregate,
            long sequence,
            String type,
            String payloadType,
            byte[] payload,
            String timeStamp) {}

    static byte[] firstLine() {
        return FIRST_LINE.getBytes(US_ASCII);
    }

    /** @return empty where those bytes are no event */
    public static Optional<Decoded> decode(byte[] encoding) {
        byte[] first = firstLine();
        if (encoding.length < first.length || !Arrays.equals(first, Arrays.copyOf(encoding, first.length))) {
            return Optional.empty();
        }
        ByteBuffer in = ByteBuffer.wrap(encoding, first.length, encoding.length - first.length);
        List<byte @Nullable []> columns = new ArrayList<>();
        while (columns.size() < COLUMNS.size() && in.remaining() >= Integer.BYTES) {
            int length = in.getInt();
            if (length < -1 || length > in.remaining()) {
                return Optional.empty();
            }
            byte[] value = new byte[Math.max(length, 0)];
            in.get(value);
            columns.add(length < 0 ? null : value);
        }
        return columns.size() < COLUMNS.size() || in.hasRemaining() ? Optional.empty() : decoded(columns);
    }

    private static Optional<Decoded> decoded(List<byte @Nullable []> columns) {
        byte @Nullable [] sequence = columns.get(2);
        byte @Nullable [] payload = columns.get(6);
        if (sequence == null || sequence.length != Long.BYTES || payload == null) {
            return Optional.empty();
        }
        return Optional.of(new Decoded(
                text(columns.get(0)),
                text(columns.get(1)),
                ByteBuffer.wrap(sequence).getLong(),
                text(columns.get(3)),
                text(columns.get(4)),
                payload,
                text(columns.get(8))));
    }

    private static String text(byte @Nullable [] column) {
        return column == null ? "" : new String(column, UTF_8);
    }
}
