package retrace.infra.launcher.cli;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The database of an installation as a tool has it for its time: connections, each a new one. */
final class DirectDatabase implements AutoCloseable {

    private final DataSource connections;
    private final AutoCloseable stop;

    private DirectDatabase(DataSource connections, AutoCloseable stop) {
        this.connections = connections;
        this.stop = stop;
    }

    /** @param stop what ends with it; done at once where it does not answer */
    static DirectDatabase connect(String url, String user, String password, AutoCloseable stop) throws CommandFailed {
        DriverManagerDataSource connections = new DriverManagerDataSource(url, user, password);
        DirectDatabase database = new DirectDatabase(connections, stop);
        try (Connection tried = connections.getConnection()) {
            tried.isValid(0);
            return database;
        } catch (SQLException e) {
            database.close();
            throw new CommandFailed("The database at " + url + " does not let us in: " + e.getMessage());
        }
    }

    /** Does not pool: whoever wants many connections keeps them. */
    DataSource dataSource() {
        return connections;
    }

    /** Stops the database where it was started for the tool. */
    @Override
    public void close() throws CommandFailed {
        try {
            stop.close();
        } catch (Exception e) {
            throw new CommandFailed("The database was not stopped in order: " + e.getMessage());
        }
    }
}
