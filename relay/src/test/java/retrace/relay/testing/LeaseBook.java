package retrace.relay.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import retrace.relay.lease.PostgresLeases;
import retrace.relay.lease.RelaySchema;

/** A PostgreSQL with the relays' tables, one for all tests of this JVM. */
public final class LeaseBook {

    private static final DataSource SHARED = start();

    private LeaseBook() {}

    private static DataSource start() {
        try {
            DataSource dataSource = EmbeddedPostgres.start().getPostgresDatabase(); // stops with the JVM
            new RelaySchema(dataSource);
            return dataSource;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With empty tables. */
    public static void empty() {
        JdbcClient.create(SHARED)
                .sql("TRUNCATE relay.incarnation, relay.carried")
                .update();
    }

    /** As another process sees it. */
    public static PostgresLeases open() {
        return new PostgresLeases(SHARED);
    }
}
