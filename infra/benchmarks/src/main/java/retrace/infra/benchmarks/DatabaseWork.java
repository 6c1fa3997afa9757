package retrace.infra.benchmarks;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import retrace.infra.postgres.EmbeddedDatabase;

/** What a PostgreSQL has done so far, as it counts itself: a second late at most. */
record DatabaseWork(long transactions, long flushes) {

    private static final String COUNTED = """
            select (select xact_commit + xact_rollback from pg_stat_database where datname = current_database()),
                   (select sum(fsyncs)::bigint from pg_stat_io where object = 'wal')""";

    static DatabaseWork soFar(String jdbcUrl) throws SQLException, InterruptedException {
        Thread.sleep(1000); // until its processes have told what they counted
        try (Connection connection = DriverManager.getConnection(jdbcUrl, EmbeddedDatabase.USER, null);
                Statement statement = connection.createStatement();
                ResultSet counted = statement.executeQuery(COUNTED)) {
            counted.next();
            return new DatabaseWork(counted.getLong(1), counted.getLong(2));
        }
    }

    DatabaseWork since(DatabaseWork before) {
        return new DatabaseWork(transactions - before.transactions, flushes - before.flushes);
    }

    /** The process that has started all others. */
    static long serverOf(String jdbcUrl) throws SQLException {
        try (Connection connection = DriverManager.getConnection(jdbcUrl, EmbeddedDatabase.USER, null);
                Statement statement = connection.createStatement();
                ResultSet file = statement.executeQuery("select pg_read_file('postmaster.pid')")) {
            file.next();
            return file.getString(1)
                    .lines()
                    .mapToLong(Long::parseLong)
                    .findFirst()
                    .orElseThrow();
        }
    }
}
