package retrace.query.rebuild;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import retrace.query.readmodel.PartitionKey;

/**
 * Reads selected events once, part after part, and fills the tables of several read models with what their projections
 * make of them. Rows and the note of how far they go are one transaction, so that it can be stopped at any moment.
 */
final class BulkFill {

    private static final int EVENTS_A_REPORT = 5000;

    private final DataSource database;
    private final List<FreshTables> copies;
    private final PartitionKey key;
    private final Selection selection;
    private final Rebuild.Effort effort;
    private final RebuildListener listener;
    private final Set<String> names;

    /** @param copies of read models with the same key, as far as each other */
    BulkFill(
            DataSource database,
            List<FreshTables> copies,
            Selection selection,
            Rebuild.Effort effort,
            RebuildListener listener) {
        this.database = database;
        this.copies = List.copyOf(copies);
        this.key = copies.getFirst().projected().key();
        this.selection = selection;
        this.effort = effort;
        this.listener = listener;
        this.names = copies.stream()
                .flatMap(copy -> Handlers.namesOf(copy.projected().type()).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    void run() throws SQLException, InterruptedException {
        List<KeyRange> ranges = copies.getFirst().ranges();
        long already = ranges.stream().mapToLong(KeyRange::events).sum();
        listener.filling(
                copies.stream().map(copy -> copy.projected().name()).collect(joining(", ")),
                already,
                new Ranges(database, key).expected(names, selection.upTo()));
        ExecutorService pool = Executors.newFixedThreadPool(
                effort.workers(), Thread.ofPlatform().name("rebuild-", 1).factory());
        try {
            List<Future<?>> running = new ArrayList<>();
            for (KeyRange range : ranges) {
                if (!range.done()) {
                    running.add(pool.submit(() -> {
                        new Worker(range).run();
                        return range;
                    }));
                }
            }
            for (Future<?> each : running) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new SQLException(e.getCause());
        } finally {
            pool.shutdownNow();
            pool.close();
        }
        copies.forEach(FreshTables::filled);
    }

    /** Goes through one range. */
    private final class Worker {

        private final EventDecoder decoder = new EventDecoder();
        private final List<Lane> lanes = copies.stream().map(Lane::new).toList();
        private KeyRange range;
        private long events;
        private long unreported;
        private @Nullable String current;

        Worker(KeyRange range) {
            this.range = range;
            this.events = range.events();
        }

        void run() throws SQLException {
            try (Connection reading = database.getConnection();
                    Connection writing = database.getConnection()) {
                reading.setAutoCommit(false);
                reading.setReadOnly(true);
                writing.setAutoCommit(false);
                // What is lost with the machine is done again: its note is lost with it.
                FreshTables.sql(writing).execute("set synchronous_commit = off");
                EventLog.readByKey(reading, key, range, names, selection, event -> take(event, writing));
                endPart(writing);
                write(writing, true);
            }
        }

        private void take(StoredEvent event, Connection writing) throws SQLException {
            if (!event.key().equals(current)) {
                endPart(writing);
                current = event.key();
            }
            events++;
            if (++unreported == EVENTS_A_REPORT) {
                report();
            }
            @Nullable Object decoded = null;
            @Nullable IOException undecodable = null;
            try {
                decoded = decoder.decode(event);
            } catch (IOException e) {
                undecodable = e;
            }
            for (Lane lane : lanes) {
                if (lane.wants(event) && decoded != null) {
                    lane.take(event, decoded);
                } else if (lane.wants(event) && undecodable != null) {
                    lane.undecodable(event, undecodable);
                }
            }
        }

        private void endPart(Connection writing) throws SQLException {
            if (Thread.currentThread().isInterrupted()) {
                throw new SQLException("The rebuild was stopped.");
            }
            lanes.forEach(Lane::endPart);
            if (lanes.stream().mapToInt(Lane::size).sum() >= effort.bytesAtOnce()) {
                write(writing, false);
            }
        }

        private void write(Connection writing, boolean done) throws SQLException {
            report();
            @Nullable String doneTo = current == null ? range.doneTo() : current;
            range = new KeyRange(range.number(), range.after(), range.to(), doneTo, done, events);
            for (Lane lane : lanes) {
                lane.writeTo(writing);
            }
            copies.forEach(copy -> copy.mark(writing, range));
            writing.commit();
        }

        private void report() {
            listener.read(unreported);
            unreported = 0;
        }
    }
}
