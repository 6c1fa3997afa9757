package retrace.query.testing;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import retrace.query.config.QuerySideConfiguration;
import retrace.query.readmodel.ReadModelMigrations;

/** One PostgreSQL for all tests of this JVM, and in it a database for each who asks. */
public final class TestDatabase {

    private static final EmbeddedPostgres POSTGRES = start();
    private static final String TEMPLATE = "migrated";
    private static final AtomicInteger NUMBER = new AtomicInteger();

    static {
        execute("CREATE DATABASE " + TEMPLATE);
        ReadModelMigrations migrations = new ReadModelMigrations(database(TEMPLATE));
        QuerySideConfiguration.READ_MODELS.forEach(migrations::migrate);
    }

    private TestDatabase() {}

    /** One that many tests use at a time; each with a team of its own, which sees nothing of the others. */
    public static DataSource shared() {
        return Shared.DATABASE;
    }

    /** With the tables of all read models, and nothing in them. */
    public static DataSource create() {
        HikariConfig pool = new HikariConfig();
        pool.setDataSource(database(copyOf(TEMPLATE)));
        pool.setMaximumPoolSize(4);
        pool.setMinimumIdle(0);
        return new HikariDataSource(pool);
    }

    /** A connection that no pool keeps: what it has of its own goes with it. */
    public static Connection connect(DataSource created) throws SQLException {
        try (Connection pooled = created.getConnection()) {
            return DriverManager.getConnection(pooled.getMetaData().getURL(), "postgres", "");
        }
    }

    /** The address of one like {@link #create}'s. */
    public static String createAddress() {
        return POSTGRES.getJdbcUrl("postgres", copyOf(TEMPLATE));
    }

    /** The address of one like {@link #create}'s, with an event log as it is deployed. */
    static String createWithEvents() {
        return POSTGRES.getJdbcUrl("postgres", copyOf(WithEvents.TEMPLATE));
    }

    private static String copyOf(String template) {
        String name = "test_" + NUMBER.incrementAndGet();
        execute("CREATE DATABASE " + name + " TEMPLATE " + template);
        return name;
    }

    private static DataSource database(String name) {
        return POSTGRES.getDatabase("postgres", name);
    }

    private static void execute(String sql) {
        try (Connection connection = POSTGRES.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Likewise made when it is first asked for. */
    private static final class WithEvents {

        static final String TEMPLATE = copyOf(TestDatabase.TEMPLATE);

        static {
            Flyway.configure()
                    .dataSource(database(TEMPLATE))
                    .defaultSchema("events")
                    .locations("filesystem:../infra/launcher/src/main/resources/db/events")
                    .load()
                    .migrate();
        }
    }

    /** Made when it is first asked for; nobody may be connected to the template itself. */
    private static final class Shared {
        static final DataSource DATABASE = create();
    }
}
