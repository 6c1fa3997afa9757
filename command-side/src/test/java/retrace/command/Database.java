package retrace.command;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import retrace.command.config.CommandSideSchema;

/** A PostgreSQL with the command side's tables, one for all tests of this JVM. */
public final class Database {

    private static final Database SHARED = start();

    private final DataSource dataSource;

    private Database(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** With empty tables. */
    public static Database emptied() {
        SHARED.sql()
                .sql("TRUNCATE command_side.team, command_side.account, command_side.endpoint_credential,"
                        + " command_side.dial_in, command_side.attended_code")
                .update();
        return SHARED;
    }

    private static Database start() {
        try {
            EmbeddedPostgres postgres = EmbeddedPostgres.start(); // stops with the JVM
            HikariDataSource dataSource = new HikariDataSource();
            dataSource.setDataSource(postgres.getPostgresDatabase());
            new CommandSideSchema(dataSource);
            return new Database(dataSource);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public JdbcClient sql() {
        return JdbcClient.create(dataSource);
    }

    public TransactionTemplate transactions() {
        return new TransactionTemplate(new JdbcTransactionManager(dataSource));
    }
}
