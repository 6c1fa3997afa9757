package retrace.query.rebuild;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
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
     * @param segments in how many the live projection goes on; empty: as many as it had
     */
    public record Wishes(boolean dropOld, boolean acceptAside, boolean anew, OptionalInt segments, Effort effort) {

        /** More than any fleet has use for. */
        public static final int SEGMENTS_MAX = 256;
    }

    /**
     * How much is done at a time.
     *
     * @param workers how many parts of the history are made rows of at a time
     * @param bytesAPart about so many bytes of events make a part; as much memory and some more is taken by each worker
     * @param folder for files that take as much room as the events, until these are rows
     */
    public record Effort(int workers, int bytesAPart, Path folder) {

        private static final int BYTES_A_PART = 16 << 20;

        /** In the system's folder for temporary files. */
        public static final Effort DEFAULT = in(Path.of(System.getProperty("java.io.tmpdir")));

        /** As much as the machine can do. */
        public static Effort in(Path folder) {
            return new Effort(Math.max(2, Runtime.getRuntime().availableProcessors()), BYTES_A_PART, folder);
        }
    }

    /** Rebuilt, and its old tables are replaced. */
    public record Rebuilt(String name, long events, List<Aside> accepted) {}

    private record Progress(PartitionKey key, long head, List<Part> parts) {}

    /** So few that the rest is applied while the live projection waits. */
    private static final long FEW_EVENTS = 200;

    private static final int ROUNDS_MAX = 20;

    private static final int PARTS_MAX = 4096;

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
                new BulkFill(database, together, wishes.effort(), listener).run();
            }
            new IndexBuild(copies, listener).run(wishes.effort().workers());
            List<Rebuilt> rebuilt = new ArrayList<>();
            for (FreshTables copy : copies) {
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
        int parts = Math.clamp(events.size() / wishes.effort().bytesAPart() + 1, 1, PARTS_MAX);
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
            copies.add(FreshTables.create(database, projected, freshOf(projected), form, head, parts));
        }
        return copies;
    }

    /** Those that read the same events are filled by one reading. */
    private static Collection<List<FreshTables>> asFarAsEachOther(List<FreshTables> copies) {
        Map<Progress, List<FreshTables>> groups = new LinkedHashMap<>();
        for (FreshTables copy : copies) {
            if (copy.stage() == FreshTables.Stage.FILLING) {
                Progress progress = new Progress(copy.projected().key(), copy.head(), copy.parts());
                groups.computeIfAbsent(progress, any -> new ArrayList<>()).add(copy);
            }
        }
        return groups.values();
    }

    private Rebuilt finish(FreshTables copy) throws RebuildRefused, SQLException, InterruptedException {
        catchUp(copy);
        Decision.require(copy, copy.asides(copy.sql()), wishes.acceptAside());
        long read = copy.parts().stream().mapToLong(Part::events).sum();
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
                        wishes.segments(),
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
                applied = new CatchUp(database, copy).apply(connection, copy.caughtUp(), place, (key, index) -> true);
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
