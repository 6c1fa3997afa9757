package retrace.query.eventlog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import retrace.query.eventlog.note.SigningKey;
import retrace.query.eventlog.tree.Frontier;
import retrace.query.eventlog.tree.TreeHasher;
import retrace.query.testing.TestDatabase;

/** A history of events in a database of its own, with a log of it in a store in memory. */
public final class SealedHistory {

    public static final String SECRET = SigningKey.generate(new SecureRandom());
    public static final SigningKey KEY = SigningKey.of("example.com/retrace", SECRET);
    public static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-24T12:00:00Z"));

    public final String address = TestDatabase.createAddress();
    public final DataSource database = unpooled(address);
    public final MemoryObjects objects = new MemoryObjects();

    public SealedHistory() {
        Flyway.configure()
                .dataSource(database)
                .schemas("events")
                .locations("filesystem:../infra/launcher/src/main/resources/db/events")
                .load()
                .migrate();
        LogSchema.migrate(database);
    }

    /** There are many in a run of tests, and connections are few. */
    static DataSource unpooled(String address) {
        return new DriverManagerDataSource(address);
    }

    public static LogSettings settings(int batch) {
        return new LogSettings(KEY, List.of(), Duration.ofMinutes(1), batch, 8);
    }

    public LogKeeper keeper(int batch) {
        return new LogKeeper(database, objects, settings(batch), CLOCK);
    }

    /** A round of sealing and signing. */
    public SealedHistory sealed() throws SQLException, IOException {
        keeper(100).round();
        return this;
    }

    /** As by somebody who has the database and neither store nor key. */
    public void sealedInTheDatabaseAlone() throws SQLException, IOException {
        try (Connection connection = database.getConnection();
                ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Sealer sealer = new Sealer(connection, 100, 0, threads);
            int sealed = sealer.sealBatch();
            while (sealed > 0) {
                sealed = sealer.sealBatch();
            }
        }
    }

    /** So many events, seven of each aggregate. */
    public SealedHistory with(int events) throws SQLException {
        try (Connection connection = database.getConnection()) {
            for (int i = 0; i < events; i++) {
                append(connection, "aggregate-" + i / 7, i % 7, "{\"number\":" + i + "}");
            }
        }
        return this;
    }

    public SealedHistory withOneMore() throws SQLException {
        try (Connection connection = database.getConnection()) {
            append(connection, "aggregate-" + UUID.randomUUID(), 0, "{}");
        }
        return this;
    }

    public static void append(Connection connection, String aggregate, long sequence, String payload)
            throws SQLException {
        append(connection, aggregate, sequence, "Session", "view-opened", payload);
    }

    public static void append(
            Connection connection, String aggregate, long sequence, String type, String payloadType, String payload)
            throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO events.domain_event (event_identifier, aggregate_identifier,"
                        + " sequence_number, type, payload_type, payload_revision, payload, meta_data, time_stamp)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            insert.setString(1, UUID.randomUUID().toString());
            insert.setString(2, aggregate);
            insert.setLong(3, sequence);
            insert.setString(4, type);
            insert.setString(5, payloadType);
            insert.setString(6, sequence % 2 == 0 ? null : "1");
            insert.setBytes(7, payload.getBytes(UTF_8));
            insert.setBytes(8, "{}".getBytes(UTF_8));
            insert.setString(9, "2026-11-24T12:00:00.000Z");
            insert.executeUpdate();
        }
    }

    public int execute(String statement) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement made = connection.createStatement()) {
            return made.executeUpdate(statement);
        }
    }

    public long ask(String question) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                var answer = statement.executeQuery(question)) {
            answer.next();
            return answer.getLong(1);
        }
    }

    /** The root over all events in the order of their numbers, straight from the rows. */
    public byte[] rootInOrder() throws SQLException, IOException {
        TreeHasher hasher = new TreeHasher();
        Frontier frontier = new Frontier(hasher);
        try (Connection connection = database.getConnection();
                EventRows rows = EventRows.between(connection, 0, Long.MAX_VALUE)) {
            while (rows.next()) {
                byte[] entry = ByteBuffer.allocate(EntryBundle.ENTRY_BYTES)
                        .putLong(rows.row().globalIndex())
                        .put(rows.row().digest(TreeHasher.sha256()))
                        .array();
                frontier.append(hasher.leaf(entry));
            }
        }
        return frontier.root();
    }
}
