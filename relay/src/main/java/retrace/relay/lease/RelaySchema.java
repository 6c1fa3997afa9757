package retrace.relay.lease;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** The relays' own tables, brought up to date by being created. */
public final class RelaySchema {

    public RelaySchema(DataSource dataSource) {
        Flyway.configure()
                .dataSource(dataSource)
                .schemas("relay")
                .locations("classpath:db/relay")
                .load()
                .migrate();
    }
}
