package retrace.query.testing;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import org.axonframework.common.DateTimeUtils;
import org.axonframework.serialization.SerializedObject;
import org.jooq.DSLContext;
import retrace.kernel.wire.EventSerializer;

/** A database with an event log as it is deployed, and the tables of all read models. */
public final class EventTables implements AutoCloseable {

    private static final EventSerializer SERIALIZER = EventSerializer.create();

    private static final String INSERT = "insert into events.domain_event (event_identifier, aggregate_identifier,"
            + " sequence_number, type, payload_type, payload_revision, payload, meta_data, time_stamp)"
            + " values (?, ?, ?, 'Test', ?, ?, ?, ?, ?)";

    /** As many as a rebuild may want. */
    private static final int CONNECTIONS_MAX = 12;

    private final HikariDataSource database = new HikariDataSource();

    public EventTables() {
        database.setJdbcUrl(TestDatabase.createWithEvents());
        database.setMaximumPoolSize(CONNECTIONS_MAX);
        database.setMinimumIdle(0);
    }

    /** Its connections go, of which all tests together have few. */
    @Override
    public void close() {
        database.close();
    }

    public DataSource database() {
        return database;
    }

    public DSLContext sql() {
        return Projector.sql(database);
    }

    public void append(Iterable<Happening> happenings) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            for (Happening happening : happenings) {
                append(connection, happening);
            }
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Within the connection's transaction. */
    public static void append(Connection connection, Happening happening) throws SQLException {
        SerializedObject<byte[]> event = SERIALIZER.serialize(happening.event(), byte[].class);
        append(connection, happening, event.getType().getName(), event.getType().getRevision(), event.getData());
    }

    /** One that is stored as these bytes. */
    public static void append(Connection connection, Happening happening, String name, String revision, byte[] payload)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setString(1, UUID.randomUUID().toString());
            insert.setString(2, happening.aggregate());
            insert.setLong(3, happening.sequence());
            insert.setString(4, name);
            insert.setString(5, revision);
            insert.setBytes(6, payload);
            insert.setBytes(7, "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            insert.setString(8, DateTimeUtils.formatInstant(SessionStory.NOON));
            insert.executeUpdate();
        }
    }
}
