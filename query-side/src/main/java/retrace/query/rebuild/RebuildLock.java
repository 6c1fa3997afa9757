package retrace.query.rebuild;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import retrace.query.readmodel.Projected;

/** Held by one rebuild at a time, for each read model. PostgreSQL lets it go when the process dies. */
final class RebuildLock implements AutoCloseable {

    private static final String KEY = "hashtextextended('retrace rebuild ' || ?, 0)";

    private final Connection connection;

    private RebuildLock(Connection connection) {
        this.connection = connection;
    }

    static RebuildLock take(DataSource database, Collection<Projected> readModels) throws SQLException, RebuildRefused {
        RebuildLock lock = new RebuildLock(database.getConnection());
        List<String> names = readModels.stream().map(Projected::name).sorted().toList();
        for (String name : names) {
            Boolean taken = FreshTables.sql(lock.connection)
                    .resultQuery("select pg_try_advisory_lock(" + KEY + ")", name)
                    .fetchSingle(0, Boolean.class);
            if (!Boolean.TRUE.equals(taken)) {
                lock.close();
                throw new RebuildRefused("Another rebuild is at " + name + " just now. Wait until it is over.");
            }
        }
        return lock;
    }

    /** Whether some process has it, of this machine or another. */
    static boolean isHeld(DSLContext sql, Projected readModel) {
        return sql.resultQuery(
                        "select exists (select from pg_locks where locktype = 'advisory' and granted"
                                + " and (classid::bigint << 32 | objid::bigint) = " + KEY
                                + " and database = (select oid from pg_database where datname = current_database()))",
                        readModel.name())
                .fetchSingle(0, Boolean.class);
    }

    /** @throws RebuildRefused where the connection that holds it is lost, and with it the lock */
    void requireHeld() throws SQLException, RebuildRefused {
        if (!connection.isValid(0)) {
            throw new RebuildRefused("The connection to the database broke. Say it again to go on from here.");
        }
    }

    @Override
    public void close() throws SQLException {
        try (connection) {
            FreshTables.sql(connection).execute("select pg_advisory_unlock_all()");
        }
    }
}
