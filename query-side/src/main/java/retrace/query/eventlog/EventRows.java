package retrace.query.eventlog;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/**
 * Events streamed from the database by binary COPY, whose bytes are their encoding: nothing is decoded that is only
 * hashed, and nothing is copied, since PostgreSQL's protocol sends each row in a message of its own. One row at a time;
 * not thread-safe.
 */
public final class EventRows implements AutoCloseable {

    /** Before the first row, in the same message. */
    private static final int HEADER_BYTES = 19;

    /** What is to be selected for each row, of the table as {@code e}. */
    static final String SELECTED = "e.global_index, "
            + EventEncoding.COLUMNS.stream().map("e."::concat).collect(Collectors.joining(", "));

    private final CopyOut copied;
    private @Nullable EventRow row;
    private boolean isBegun;
    private boolean isEnded;

    private EventRows(CopyOut copied) {
        this.copied = copied;
    }

    /** @param query selects {@link #SELECTED}; has no values that come from outside */
    static EventRows of(Connection connection, String query) throws SQLException {
        return new EventRows(connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut("COPY (" + query + ") TO STDOUT (FORMAT binary)"));
    }
    /** Those with a number above {@code after} and up to {@code last}, in the order of their numbers. */
    public static EventRows between(Connection connection, long after, long last) throws SQLException {
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
            throws SQLException {
        String among = types.stream().map(EventRows::quoted).collect(Collectors.joining(", "));
        String ofOne = aggregate == null ? "" : " AND e.aggregate_identifier = " + quoted(aggregate);
        return of(
                connection,
                "SELECT " + SELECTED + " FROM " + EventEncoding.TABLE + " e WHERE e.payload_type IN (" + among + ")"
                        + ofOne + " ORDER BY e.aggregate_identifier, e.sequence_number");
    }

    /** Those of one aggregate and those of others that name it, by their numbers; both are found in indexes. */
    public static EventRows about(Connection connection, String aggregate) throws SQLException {
        return of(
                connection,
                "SELECT " + SELECTED + " FROM " + EventEncoding.TABLE
                        + " e WHERE e.global_index IN (SELECT global_index"
                        + " FROM " + EventEncoding.TABLE + " WHERE aggregate_identifier = " + quoted(aggregate)
                        + " UNION SELECT global_index FROM " + EventEncoding.TABLE
                        + " WHERE events.event_about(payload) @> ARRAY[" + quoted(aggregate)
                        + "]) ORDER BY e.global_index");
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
        byte @Nullable [] message = isEnded ? null : message();
        int from = 0;
        if (message != null && !isBegun) {
            isBegun = true;
            from = HEADER_BYTES;
            if (message.length == HEADER_BYTES) {
                message = message();
                from = 0;
            }
        }
        if (message == null || isTrailer(message, from)) {
            finish();
            return false;
        }
        row = EventRow.of(message, from);
        return true;
    }

    private byte @Nullable [] message() throws IOException {
        try {
            return copied.readFromCopy();
        } catch (SQLException e) {
            throw new IOException("the events cannot be read: " + e.getMessage(), e);
        }
    }

    private static boolean isTrailer(byte[] message, int from) {
        return message.length == from + Short.BYTES && ByteBuffer.wrap(message).getShort(from) < 0;
    }

    /** Only when it has seen the end is the connection free for others. */
    private void finish() throws IOException {
        while (!isEnded) {
            isEnded = message() == null;
        }
    }

    /** The one that {@link #next} has come to. */
    public EventRow row() {
        return Objects.requireNonNull(row, "next comes first");
    }

    /** Breaks off what has not been read yet. */
    @Override
    public void close() throws IOException {
        try {
            if (copied.isActive()) {
                copied.cancelCopy();
            }
        } catch (SQLException e) {
            throw new IOException("reading the events could not be broken off: " + e.getMessage(), e);
        }
    }
}
