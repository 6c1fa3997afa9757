package retrace.query.rebuild;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import retrace.query.readmodel.PartitionKey;
import retrace.query.readmodel.Projected;

/**
 * Builds read models again from the first event on: in bulk into fresh tables, then what has come since, and then the
 * fresh tables take the place of the old ones. Can be stopped at any moment, and goes on where it was.
 */
public final class Rebuild {

    /**
     * What the operator wants.
     *
     * @param dropOld whether the old tables go at once
     * @param acceptAside whether the tables are changed over though events were put aside
     * @param anew whether what an earlier run has begun is thrown away
     */
    public record Wishes(boolean dropOld, boolean acceptAside, boolean anew, Effort effort) {}

    /**
     * How much is done at a time.
     *
     * @param workers how many ranges of the history are read at a time
     * @param eventsARange so many events at least are worth a range of their own
     * @param bytesAtOnce rows wait until there are so many bytes of them; then they are written together
     */
    public record Effort(int workers, long eventsARange, int bytesAtOnce) {

        public static final Effort DEFAULT =
                new Effort(Math.max(2, Runtime.getRuntime().availableProcessors()), 20_000, 4 << 20);
    }

    /** Rebuilt, and its old tables are replaced. */
    public record Rebuilt(String name, long events, List<Aside> accepted) {}

    private record Progress(PartitionKey key, long head, List<KeyRange> ranges) {}

    /** So few that the rest is applied while the live projection waits. */
    private static final long FEW_EVENTS = 200;

    private static final int ROUNDS_MAX = 20;

    private final DataSource database;
    private final EventLog events;
    private final Wishes wishes;
    private final RebuildListener listener;
    private final InstantSource clock;

    public Rebuild(DataSource database, Wishes wishes, RebuildListener listener, InstantSource clock) {
        this.database = database;
        this.events = new EventLog(database);
        this.wishes = wishes;
        this.listener = listener;
        this.clock = clock;
    }

    /** @throws RebuildRefused where another rebuild is at one of them, or the operator has to decide first */
    public List<Rebuilt> run(Collection<Projected> readModels)
            throws RebuildRefused, SQLException, InterruptedException {
        try (RebuildLock locked = RebuildLock.take(database, readModels)) {
            List<FreshTables> copies = prepare(readModels);
            for (List<FreshTables> together : asFarAsEachOther(copies)) {
                Selection selection = Selection.upTo(together.getFirst().head());
                new BulkFill(database, together, selection, wishes.effort(), listener).run();
            }
            List<Rebuilt> rebuilt = new ArrayList<>();
            for (FreshTables copy : copies) {
                if (copy.stage() != FreshTables.Stage.INDEXED) {
                    copy.index(listener);
                }
                locked.requireHeld();
                rebuilt.add(finish(copy));
            }
            return rebuilt;
        }
    }

    static String freshOf(Projected projected) {
        return projected.readModel().schema() + "__new";
    }

    /** Drops the tables that a rebuild has left. */
    public void dropOld(Projected projected) throws RebuildRefused, SQLException {
        try (RebuildLock ignored = RebuildLock.take(database, Set.of(projected))) {
            DSLContext sql = org.jooq.impl.DSL.using(database, org.jooq.SQLDialect.POSTGRES);
            sql.execute("drop schema if exists " + Names.quoted(Swap.oldOf(projected)) + " cascade");
        }
    }

    private List<FreshTables> prepare(Collection<Projected> readModels) {
        List<FreshTables> copies = new ArrayList<>();
        Map<PartitionKey, List<KeyRange>> divided = new LinkedHashMap<>();
        long head = -1;
        for (Projected projected : readModels) {
            String form = Form.of(database, projected);
            Optional<FreshTables> begun = FreshTables.find(database, projected, freshOf(projected), form);
            if (begun.isPresent() && !wishes.anew()) {
                copies.add(begun.get());
                listener.said(projected.name() + ": taken up again where it was stopped.");
                continue;
            }
            head = head < 0 ? events.safeHead() : head;
            List<KeyRange> ranges = divided.computeIfAbsent(
                    projected.key(),
                    key -> new Ranges(database, key).divided(wishes.effort().eventsARange()));
            copies.add(FreshTables.create(database, projected, freshOf(projected), form, head, ranges));
        }
        return copies;
    }

    /** Those that read the same events are filled by one reading. */
    private static Collection<List<FreshTables>> asFarAsEachOther(List<FreshTables> copies) {
        Map<Progress, List<FreshTables>> groups = new LinkedHashMap<>();
        for (FreshTables copy : copies) {
            if (copy.stage() == FreshTables.Stage.FILLING) {
                Progress progress = new Progress(copy.projected().key(), copy.head(), copy.ranges());
                groups.computeIfAbsent(progress, any -> new ArrayList<>()).add(copy);
            }
        }
        return groups.values();
    }

    private Rebuilt finish(FreshTables copy) throws RebuildRefused, SQLException, InterruptedException {
        catchUp(copy);
        Decision.require(copy, copy.asides(copy.sql()), wishes.acceptAside());
        long read = copy.ranges().stream().mapToLong(KeyRange::events).sum();
        List<Aside> accepted = new ArrayList<>();
        new Swap(
                        database,
                        copy,
                        (sql, fresh, all) -> {
                            Decision.require(fresh, all, wishes.acceptAside());
                            DeadLetters.replace(sql, fresh.projected().name(), all, clock);
                            accepted.clear();
                            accepted.addAll(all);
                        },
                        clock)
                .run();
        listener.said(copy.projected().name() + ": the new tables are in place.");
        if (wishes.dropOld()) {
            copy.sql().execute("drop schema if exists " + Names.quoted(Swap.oldOf(copy.projected())) + " cascade");
        }
        return new Rebuilt(copy.projected().name(), read, accepted);
    }

    private void catchUp(FreshTables copy) throws SQLException {
        for (int round = 0; round < ROUNDS_MAX; round++) {
            long place = events.safeHead();
            long applied;
            try (Connection connection = database.getConnection()) {
                connection.setAutoCommit(false);
                applied = new CatchUp(database, copy).apply(connection, copy.caughtUp(), place, Set.of());
                copy.caughtUpTo(FreshTables.sql(connection), place);
                connection.commit();
            } catch (DataAccessException e) {
                throw new SQLException(e);
            }
            listener.said(copy.projected().name() + ": " + applied + " events that have come since are in.");
            if (applied <= FEW_EVENTS) {
                return;
            }
        }
    }
}
