package retrace.infra.benchmarks;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** What a database can store at most with so many connections: one row a transaction, prepared once. */
final class CommitFloor implements AutoCloseable {

    /** As long as an event's payload and what goes with it. */
    private static final String ROW = "x".repeat(600);

    private final List<Connection> connections = new ArrayList<>();
    private final List<Callable<Integer>> workers = new ArrayList<>();

    CommitFloor(String jdbcUrl, String user, int count) throws SQLException {
        try {
            for (int i = 0; i < count; i++) {
                Connection connection = DriverManager.getConnection(jdbcUrl, user, null);
                connections.add(connection);
                if (i == 0) {
                    execute(
                            connection,
                            "create table commit_floor ("
                                    + "id bigint generated always as identity primary key, content text not null)");
                }
                PreparedStatement insert = connection.prepareStatement("insert into commit_floor (content) values (?)");
                insert.setString(1, ROW);
                workers.add(insert::executeUpdate);
            }
        } catch (SQLException e) {
            close();
            throw e;
        }
    }

    List<Callable<Integer>> workers() {
        return List.copyOf(workers);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        if (!connections.isEmpty()) {
            execute(connections.getFirst(), "drop table if exists commit_floor");
        }
        for (Connection connection : connections) {
            connection.close();
        }
    }
}
