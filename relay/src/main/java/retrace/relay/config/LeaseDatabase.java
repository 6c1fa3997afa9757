package retrace.relay.config;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import retrace.relay.lease.DutyRoster;
import retrace.relay.lease.PostgresLeases;
import retrace.relay.lease.RelaySchema;

/**
 * The book of leases with connections of its own: a relay shows that it lives whatever else is waiting for a connection,
 * and what it writes is committed at once, whatever command it is part of. No call takes long, since a relay that waits
 * is taken for dead.
 */
final class LeaseDatabase implements AutoCloseable {

    private static final int CONNECTIONS = 4;
    private static final Duration CONNECT_MAX = Duration.ofSeconds(4);
    private static final String ANSWER_SECONDS_MAX = "8";

    private final HikariDataSource connections;
    private final PostgresLeases leases;

    LeaseDatabase(DataSource shared) throws SQLException {
        HikariDataSource other = shared.unwrap(HikariDataSource.class);
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(other.getJdbcUrl());
        config.setUsername(other.getUsername());
        config.setPassword(other.getPassword());
        config.setPoolName("retrace-leases");
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(CONNECT_MAX.toMillis());
        config.addDataSourceProperty("socketTimeout", ANSWER_SECONDS_MAX);
        connections = new HikariDataSource(config);
        new RelaySchema(connections);
        leases = new PostgresLeases(connections);
    }

    PostgresLeases leases() {
        return leases;
    }

    DutyRoster roster() {
        return new DutyRoster(connections);
    }

    @Override
    public void close() throws SQLException {
        try (connections) {
            leases.close();
        }
    }
}
