package retrace.query.rebuild;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.postgresql.PGConnection;

/**
 * Rows of one table on their way to PostgreSQL, as its COPY takes them in binary.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-copy.html">COPY, File Formats</a>
 */
final class CopyTable {

    private static final byte[] HEADER = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };

    private final Table<?> table;
    private final String statement;
    private final int[] fields;
    private final boolean[] required;
    private final Bytes rows = new Bytes(1 << 16);

    /** @param columns those that are written, which is all that are not computed by the table */
    CopyTable(Table<?> table, String schema, List<String> columns) {
        this.table = table;
        this.statement = "COPY " + Names.quoted(schema, table.getName()) + " ("
                + columns.stream().map(Names::quoted).collect(Collectors.joining(", "))
                + ") FROM STDIN (FORMAT binary)";
        this.fields = columns.stream()
                .mapToInt(column -> table.fieldsRow().indexOf(column))
                .toArray();
        this.required = new boolean[fields.length];
        for (int i = 0; i < fields.length; i++) {
            Field<?> field = table.field(fields[i]);
            required[i] = field != null && !field.getDataType().nullable();
        }
    }

    Table<?> table() {
        return table;
    }

    int size() {
        return rows.size();
    }

    /** @throws IllegalArgumentException with a sentence, where PostgreSQL would refuse the row; nothing is added */
    void add(Record row) {
        int before = rows.size();
        try {
            rows.writeShort(fields.length);
            for (int i = 0; i < fields.length; i++) {
                Object value = row.get(fields[i]);
                if (value == null && required[i]) {
                    throw new IllegalArgumentException(
                            table.getName() + "." + row.field(fields[i]).getName() + " would have no value.");
                }
                CopyValue.write(value, rows);
            }
        } catch (RuntimeException e) {
            rows.cutTo(before);
            throw e;
        }
    }

    /** What was added after this size is taken back. */
    void cutTo(int size) {
        rows.cutTo(size);
    }

    /** Writes all that was added, within the connection's transaction, and begins anew. */
    void copyTo(Connection connection) throws SQLException {
        if (rows.size() > 0) {
            rows.writeShort(-1);
            var copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(statement);
            copy.writeToCopy(HEADER, 0, HEADER.length);
            copy.writeToCopy(rows.array(), 0, rows.size());
            copy.endCopy();
            rows.cutTo(0);
        }
    }
}
