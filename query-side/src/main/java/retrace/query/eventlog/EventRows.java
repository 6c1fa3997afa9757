package retrace.query.eventlog;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyInputStream;
import retrace.query.eventlog.EventEncoding.Decoded;
import retrace.query.eventlog.tree.TreeHasher;

/**
 * Events streamed from the database by binary COPY, whose bytes are their encoding: nothing is decoded that is only
 * hashed. One row at a time; not thread-safe.
 */
public final class EventRows implements AutoCloseable {

    private static final int HEADER_BYTES = 19;
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int FIRST_ROW_BYTES = 4096;

    /** What is to be selected for each row, of the table as {@code e}. */
    static final String SELECTED = "e.global_index, "
            + EventEncoding.COLUMNS.stream().map("e."::concat).collect(Collectors.joining(", "));

    private final DataInputStream in;
    private final MessageDigest sha256 = TreeHasher.sha256();
    private byte[] row = Arrays.copyOf(EventEncoding.firstLine(), FIRST_ROW_BYTES);
    private int length;
    private long globalIndex;

    private EventRows(DataInputStream in) throws IOException {
        this.in = in;
        in.readFully(new byte[HEADER_BYTES]);
    }

    /** @param query selects {@link #SELECTED}; has no values that come from outside */
    static EventRows of(Connection connection, String query) throws SQLException, IOException {
        PGCopyInputStream copied = new PGCopyInputStream(
                connection.unwrap(PGConnection.class), "COPY (" + query + ") TO STDOUT (FORMAT binary)");
        return new EventRows(new DataInputStream(new BufferedInputStream(copied, BUFFER_BYTES)));
    }

    /** Those with a number above {@code after} and up to {@code last}, in the order of their numbers. */
    public static EventRows between(Connection connection, long after, long last) throws SQLException, IOException {
        return of(
                connection,
                "SELECT " + SELECTED + " FROM " + EventEncoding.TABLE + " e WHERE e.global_index > " + after
                        + " AND e.global_index <= " + last + " ORDER BY e.global_index");
    }

    /**
     * Those of some types, session by session, each in its order.
     *
     * @param types names of events, which are letters and dashes
     * @param aggregate of this one alone; null for all
     */
    public static EventRows ofTypes(Connection connection, Collection<String> types, @Nullable String aggregate)
            throws SQLException, IOException {
        String among = types.stream().map(EventRows::quoted).collect(Collectors.joining(", "));
        String ofOne = aggregate == null ? "" : " AND e.aggregate_identifier = " + quoted(aggregate);
        return of(
                connection,
                "SELECT " + SELECTED + " FROM " + EventEncoding.TABLE + " e WHERE e.payload_type IN (" + among + ")"
                        + ofOne + " ORDER BY e.aggregate_identifier, e.sequence_number");
    }

    /**
     * Those of one aggregate, and those of some types of other aggregates whose payload has its identifier in it, by their
     * numbers.
     *
     * @param from no others are looked for below this number
     */
    public static EventRows about(Connection connection, String aggregate, Collection<String> types, long from)
            throws SQLException, IOException {
        String among = types.stream().map(EventRows::quoted).collect(Collectors.joining(", "));
        return of(
                connection,
                "SELECT " + SELECTED + " FROM " + EventEncoding.TABLE + " e WHERE e.aggregate_identifier = "
                        + quoted(aggregate) + " OR (e.global_index >= " + from + " AND e.payload_type IN (" + among
                        + ") AND position(" + quoted(aggregate) + "::bytea IN e.payload) > 0) ORDER BY e.global_index");
    }

    /** COPY takes no parameters. */
    private static String quoted(String word) {
        if (!word.matches("[A-Za-z0-9-]+")) {
            throw new IllegalArgumentException("'" + word + "' is neither an identifier nor a type.");
        }
        return "'" + word + "'";
    }

    /** @return false at the end */
    public boolean next() throws IOException {
        int columns = in.readShort();
        if (columns < 0) {
            return false;
        }
        if (columns != EventEncoding.COLUMNS.size() + 1 || in.readInt() != Long.BYTES) {
            throw new IOException("the database answers with " + columns + " columns of another form");
        }
        globalIndex = in.readLong();
        length = EventEncoding.FIRST_LINE.length();
        for (int column = 1; column < columns; column++) {
            readColumn();
        }
        return true;
    }

    private void readColumn() throws IOException {
        int size = in.readInt();
        int needed = length + Integer.BYTES + Math.max(size, 0);
        if (needed > row.length) {
            row = Arrays.copyOf(row, Math.max(needed, 2 * row.length));
        }
        ByteBuffer.wrap(row).putInt(length, size);
        length += Integer.BYTES;
        if (size > 0) {
            in.readFully(row, length, size);
            length += size;
        }
    }

    public long globalIndex() {
        return globalIndex;
    }

    /** SHA-256 of the encoding. */
    public byte[] digest() {
        sha256.update(row, 0, length);
        return sha256.digest();
    }

    public byte[] encoding() {
        return Arrays.copyOf(row, length);
    }

    public Optional<Decoded> decoded() {
        return EventEncoding.decode(encoding());
    }

    /** Breaks off what has not been read yet. */
    @Override
    public void close() throws IOException {
        in.close();
    }
}
