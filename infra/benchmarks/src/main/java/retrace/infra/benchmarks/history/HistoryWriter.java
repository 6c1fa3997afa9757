package retrace.infra.benchmarks.history;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Writes a plan's events into the event log of an empty database: one thread makes them, others write them. */
public final class HistoryWriter {

    static final String TABLE = "events.domain_event";

    private static final String COPY =
            "copy " + TABLE + " (" + String.join(", ", StoredForm.COLUMNS) + ") from stdin (format binary)";

    private static final int EVENTS_A_BATCH = 2000;
    private static final int BATCHES_WAITING_MAX = 16;
    private static final long WAITING_SECONDS = 1;

    private final String jdbcUrl;
    private final String user;
    private final int threads;

    public HistoryWriter(String jdbcUrl, String user, int threads) {
        this.jdbcUrl = jdbcUrl;
        this.user = user;
        this.threads = threads;
    }

    /** All of it; where it fails, the log has no event. */
    public void write(HistoryPlan plan) throws SQLException, InterruptedException {
        migrate();
        try (Connection connection = connect()) {
            SuspendedIndexes indexes = SuspendedIndexes.of(connection, TABLE);
            try {
                copy(plan);
            } catch (SQLException | RuntimeException | InterruptedException e) {
                execute(connection, "truncate " + TABLE);
                throw e;
            } finally {
                indexes.restore(connection);
            }
            execute(
                    connection,
                    "select setval(pg_get_serial_sequence('" + TABLE + "', 'global_index'), " + plan.events() + ")");
            execute(connection, "vacuum analyze " + TABLE);
            execute(connection, "checkpoint");
        }
    }

    private void migrate() {
        Flyway.configure()
                .dataSource(jdbcUrl, user, null)
                .defaultSchema("events")
                .locations("classpath:db/events")
                .load()
                .migrate();
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl, user, null);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void copy(HistoryPlan plan) throws SQLException, InterruptedException {
        BlockingQueue<List<HistoryEvent>> batches = new ArrayBlockingQueue<>(BATCHES_WAITING_MAX);
        try (ExecutorService writers = Executors.newFixedThreadPool(threads)) {
            List<Future<Void>> writing = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                writing.add(writers.submit(() -> {
                    copyBatches(batches);
                    return null;
                }));
            }
            Batches made = new Batches(batches, writing);
            try {
                HistorySource.forEach(plan, made::add);
                made.finish(threads);
                for (Future<Void> writer : writing) {
                    writer.get();
                }
            } catch (ExecutionException e) {
                throw new SQLException("The events could not be written.", e.getCause());
            } finally {
                writers.shutdownNow();
            }
        }
    }

    /** An empty batch is the last. */
    private void copyBatches(BlockingQueue<List<HistoryEvent>> batches) throws SQLException, InterruptedException {
        StoredForm form = new StoredForm();
        CopyRows rows = new CopyRows();
        try (Connection connection = connect()) {
            CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY);
            try {
                rows.header();
                for (List<HistoryEvent> batch = batches.take(); !batch.isEmpty(); batch = batches.take()) {
                    batch.forEach(event -> form.write(event, rows));
                    send(copy, rows);
                }
                rows.end();
                send(copy, rows);
                copy.endCopy();
            } finally {
                if (copy.isActive()) {
                    copy.cancelCopy();
                }
            }
        }
    }

    private static void send(CopyIn copy, CopyRows rows) throws SQLException {
        byte[] bytes = rows.take();
        copy.writeToCopy(bytes, 0, bytes.length);
    }

    /** Hands on what is made, in batches, as long as there is somebody to write it. */
    private static final class Batches {

        private final BlockingQueue<List<HistoryEvent>> queue;
        private final List<Future<Void>> writing;
        private List<HistoryEvent> batch = new ArrayList<>(EVENTS_A_BATCH);

        Batches(BlockingQueue<List<HistoryEvent>> queue, List<Future<Void>> writing) {
            this.queue = queue;
            this.writing = writing;
        }

        void add(HistoryEvent event) {
            batch.add(event);
            if (batch.size() == EVENTS_A_BATCH) {
                put(batch);
                batch = new ArrayList<>(EVENTS_A_BATCH);
            }
        }

        void finish(int writers) {
            if (!batch.isEmpty()) {
                put(batch);
            }
            for (int i = 0; i < writers; i++) {
                put(List.of());
            }
        }

        private void put(List<HistoryEvent> full) {
            try {
                while (!queue.offer(full, WAITING_SECONDS, TimeUnit.SECONDS)) {
                    if (writing.stream().anyMatch(Future::isDone)) {
                        throw new IllegalStateException("The events could not be written.");
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while the history was made.", e);
            }
        }
    }
}
