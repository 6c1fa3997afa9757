package retrace.infra.launcher.fleet;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Says that the tables which the processes of a fleet share, however they reach each other, are of the newest form. */
public record FleetTables(DataSource database) {

    private static final String SCHEMA = "fleet";

    public static FleetTables migrate(DataSource database) {
        Flyway.configure()
                .dataSource(database)
                .schemas(SCHEMA)
                .locations("classpath:db/fleet")
                .load()
                .migrate();
        return new FleetTables(database);
    }
}
