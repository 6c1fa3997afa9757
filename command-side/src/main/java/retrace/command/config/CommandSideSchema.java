package retrace.command.config;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** The command side's own tables, brought up to date by being created. The events are not among them. */
public final class CommandSideSchema {

    public CommandSideSchema(DataSource dataSource) {
        Flyway.configure()
                .dataSource(dataSource)
                .schemas("command_side")
                .locations("classpath:db/command-side")
                .load()
                .migrate();
    }
}
