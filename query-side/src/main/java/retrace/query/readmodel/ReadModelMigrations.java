package retrace.query.readmodel;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings the tables of a read model to the form that this version knows. */
public final class ReadModelMigrations {

    private final DataSource database;

    public ReadModelMigrations(DataSource database) {
        this.database = database;
    }

    /** Each read model keeps its own history in its own schema, so one can go without the others. */
    public void migrate(ReadModel readModel) {
        Flyway.configure()
                .dataSource(database)
                .schemas(readModel.schema())
                .locations("classpath:db/" + readModel.schema())
                .load()
                .migrate();
    }
}
