package retrace.relay.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import retrace.relay.lease.DutyRoster;
import retrace.relay.lease.PostgresLeases;
import retrace.relay.lease.RelaySchema;

/** A PostgreSQL with the relays' tables, one for all tests of this JVM. */
public final class LeaseBook {

    private static final EmbeddedPostgres POSTGRES = start(); // stops with the JVM
    private static final DataSource SHARED = withTables();

    private LeaseBook() {}

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DataSource withTables() {
        DataSource dataSource = POSTGRES.getPostgresDatabase();
        new RelaySchema(dataSource);
        return dataSource;
    }

    /** Where an application finds it; no password is asked for. */
    public static String jdbcUrl() {
        return POSTGRES.getJdbcUrl("postgres", "postgres");
    }

    /** With empty tables. */
    public static void empty() {
        JdbcClient.create(SHARED)
                .sql("TRUNCATE relay.incarnation, relay.carried, relay.duty")
                .update();
    }

    /** As another process sees it. */
    public static PostgresLeases open() {
        return new PostgresLeases(SHARED);
    }

    /** Which relays are on duty, likewise. */
    public static DutyRoster roster() {
        return new DutyRoster(SHARED);
    }

    /** What is on the roster was shown so long before it was. */
    public static void ageRoster(Duration by) {
        JdbcClient.create(SHARED)
                .sql("UPDATE relay.duty SET shown_at = shown_at - make_interval(secs => ?)")
                .param(by.toSeconds())
                .update();
    }
}
