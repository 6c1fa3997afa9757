package retrace.query.readmodel;

import java.util.Arrays;
import java.util.List;
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
        migrate(readModel, readModel.schema());
    }

    /** Makes a copy without rows, or brings it to the form that this version knows: the migrations name no schema. */
    public void migrate(ReadModel readModel, String schema) {
        in(readModel, schema).migrate();
    }

    /** The same as long as no migration is added or changed. */
    public List<String> form(ReadModel readModel) {
        return Arrays.stream(in(readModel, readModel.schema()).info().all())
                .map(migration -> migration.getVersion() + " " + migration.getChecksum())
                .toList();
    }

    private Flyway in(ReadModel readModel, String schema) {
        return Flyway.configure()
                .dataSource(database)
                .schemas(schema)
                .locations("classpath:db/" + readModel.schema())
                .load();
    }
}
