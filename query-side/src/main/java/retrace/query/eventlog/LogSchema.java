package retrace.query.eventlog;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings the log's own tables to the form that this version knows. */
public final class LogSchema {

    private static final String NAME = "event_log";

    private LogSchema() {}

    public static void migrate(DataSource database) {
        Flyway.configure()
                .dataSource(database)
                .schemas(NAME)
                .locations("classpath:db/" + NAME)
                .load()
                .migrate();
    }
}
