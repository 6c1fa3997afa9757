package retrace.query.eventlog.verify;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import javax.sql.DataSource;

/** Connections that all see the database as it was at one moment. Thread-safe. */
final class Snapshot implements AutoCloseable {

    private final List<Connection> all = new ArrayList<>();
    private final BlockingQueue<Connection> idle = new LinkedBlockingQueue<>();

    private Snapshot() {}

    /** Something that is asked of the database. */
    interface Question<T> {
        T ask(Connection connection) throws SQLException, IOException;
    }

    /** @param connections how many questions can be asked at a time */
    static Snapshot take(DataSource database, int connections) throws SQLException {
        Snapshot snapshot = new Snapshot();
        try {
            String name = exported(snapshot.connect(database));
            while (snapshot.all.size() < connections) {
                execute(snapshot.connect(database), "SET TRANSACTION SNAPSHOT '" + name + "'");
            }
            snapshot.idle.addAll(snapshot.all);
            return snapshot;
        } catch (SQLException e) {
            snapshot.close();
            throw e;
        }
    }

    private Connection connect(DataSource database) throws SQLException {
        Connection connection = database.getConnection();
        all.add(connection);
        connection.setAutoCommit(false);
        execute(connection, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
        return connection;
    }

    private static String exported(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet name = statement.executeQuery("SELECT pg_export_snapshot()")) {
            name.next();
            return name.getString(1);
        }
    }

    private static void execute(Connection connection, String command) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }

    /** Waits for a connection where all are in use. */
    <T> T ask(Question<T> question) throws SQLException, IOException {
        Connection connection;
        try {
            connection = idle.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        try {
            return question.ask(connection);
        } finally {
            idle.add(connection);
        }
    }

    @Override
    public void close() throws SQLException {
        for (Connection connection : all) {
            try (connection) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }
}
