package retrace.infra.benchmarks.history;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The indexes and keys of a table that is being filled: made at the end, in a fraction of the time. */
public final class SuspendedIndexes {

    private static final String MEMORY = "512MB";

    private final List<String> restoring;

    private SuspendedIndexes(List<String> restoring) {
        this.restoring = restoring;
    }

    /** Drops them; foreign keys stay. */
    public static SuspendedIndexes of(Connection connection, String table) throws SQLException {
        List<String> restoring = new ArrayList<>();
        List<String> dropping = new ArrayList<>();
        String constraints = "select conname, pg_get_constraintdef(oid) from pg_constraint where conrelid = '" + table
                + "'::regclass and contype in ('p', 'u') order by contype, conname";
        String indexes = "select indexrelid::regclass::text, pg_get_indexdef(indexrelid) from pg_index"
                + " where indrelid = '" + table + "'::regclass and not exists (select from pg_constraint"
                + " where conindid = indexrelid) order by 1";
        try (Statement statement = connection.createStatement()) {
            try (ResultSet found = statement.executeQuery(constraints)) {
                while (found.next()) {
                    dropping.add("alter table " + table + " drop constraint " + found.getString(1));
                    restoring.add("alter table " + table + " add constraint " + found.getString(1) + " "
                            + found.getString(2));
                }
            }
            try (ResultSet found = statement.executeQuery(indexes)) {
                while (found.next()) {
                    dropping.add("drop index " + found.getString(1));
                    restoring.add(found.getString(2));
                }
            }
            for (String drop : dropping) {
                statement.execute(drop);
            }
        }
        return new SuspendedIndexes(restoring);
    }

    public void restore(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set maintenance_work_mem = '" + MEMORY + "'");
            for (String restore : restoring) {
                statement.execute(restore);
            }
        }
    }
}
