package retrace.query.rebuild;

import static java.util.stream.Collectors.joining;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import retrace.query.readmodel.Projected;

/**
 * Puts a copy in the place of the tables that it is a copy of, so that the live projection goes on from its own token in
 * the new ones. Nobody who reads waits; who writes waits for as long as it takes to apply what the token is ahead.
 */
final class Swap {

    /** Shorter than the time after which PostgreSQL looks for deadlocks: it is we who step back, not the live projection. */
    private static final Duration LOCK_TIMEOUT = Duration.ofMillis(50);

    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final int LOCK_TRIES = 300;

    /** So often it looks whether a live projection that runs comes as far as the copy is. */
    private static final int WAITS_FOR_LIVE = 50;

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private final DataSource database;
    private final FreshTables copy;
    private final InstantSource clock;
    private final Asides decided;
    private final OptionalInt segments;

    /** @param segments in how many the live projection goes on; empty: as many as it has */
    Swap(DataSource database, FreshTables copy, Asides decided, OptionalInt segments, InstantSource clock) {
        this.database = database;
        this.copy = copy;
        this.decided = decided;
        this.segments = segments;
        this.clock = clock;
    }

    static String oldOf(Projected projected) {
        return projected.readModel().schema() + "__old";
    }

    /** @throws RebuildRefused where an event had to be put aside in the last moment, or nobody lets the tables go */
    void run() throws RebuildRefused, SQLException, InterruptedException {
        int waited = 0;
        for (int tried = 0; tried < LOCK_TRIES; tried++) {
            try (Connection connection = database.getConnection()) {
                connection.setAutoCommit(false);
                boolean swapped = attempt(connection, waited >= WAITS_FOR_LIVE);
                if (swapped) {
                    connection.commit();
                    return;
                }
                connection.rollback();
                waited++;
            } catch (DataAccessException e) {
                if (!LOCK_NOT_AVAILABLE.equals(e.sqlState())) {
                    throw e;
                }
            }
            Thread.sleep(PAUSE.plusMillis(ThreadLocalRandom.current().nextInt(50)));
        }
        throw new RebuildRefused("The tables of " + copy.projected().name()
                + " are never free for a moment. Say it again when less is going on.");
    }

    /** @return false where the live projection is to be waited for */
    private boolean attempt(Connection connection, boolean patienceIsOver) throws SQLException, RebuildRefused {
        DSLContext sql = FreshTables.sql(connection);
        String name = copy.projected().name();
        sql.execute("set local lock_timeout = " + LOCK_TIMEOUT.toMillis());
        lockOld(sql);
        LiveTokens before = LiveTokens.lock(sql, name);
        long place = copy.caughtUp();
        if (!before.cover(sql, place) && !before.owners().isEmpty() && !patienceIsOver) {
            return false;
        }
        int wanted = segments.orElse(Math.max(1, before.segments()));
        List<Aside> asides;
        if (wanted == before.segments()) {
            LiveTokens after = before.movedTo(sql, place);
            new CatchUp(database, copy).apply(connection, place, after.furthest(), after.handled());
            asides = copy.asides(sql);
            // They become letters, of which a batch that is under way knows nothing.
            (asides.isEmpty() ? after : after.takenFrom(before)).write(sql, before, clock);
        } else {
            // What any segment is ahead of the copy it handles once more, in the new tables.
            LiveTokens.at(name, wanted, place).takenFrom(before).replaceAll(sql, clock);
            asides = copy.asides(sql);
        }
        decided.settle(sql, copy, asides);
        rename(sql);
        return true;
    }

    private void lockOld(DSLContext sql) {
        String schema = copy.projected().readModel().schema();
        List<String> tables = sql.resultQuery("select tablename from pg_tables where schemaname = ? order by 1", schema)
                .fetchInto(String.class);
        if (!tables.isEmpty()) {
            sql.execute("lock table "
                    + tables.stream().map(table -> Names.quoted(schema, table)).collect(joining(", "))
                    + " in exclusive mode");
        }
    }

    private void rename(DSLContext sql) {
        String schema = copy.projected().readModel().schema();
        copy.forgetState(sql);
        boolean replaces = sql.resultQuery("select to_regnamespace(?) is not null", Names.quoted(schema))
                .fetchSingle(0, Boolean.class);
        if (replaces) {
            sql.execute("drop schema if exists " + Names.quoted(oldOf(copy.projected())) + " cascade");
            sql.execute("alter schema " + Names.quoted(schema) + " rename to " + Names.quoted(oldOf(copy.projected())));
        }
        sql.execute("alter schema " + Names.quoted(copy.schema()) + " rename to " + Names.quoted(schema));
        // Whoever hears of changes of these tables is told that any row may be another one.
        sql.execute("select pg_notify(?, '')", schema);
    }

    /** What becomes of the events that were put aside. */
    interface Asides {
        void settle(DSLContext sql, FreshTables copy, List<Aside> asides) throws RebuildRefused;
    }
}
