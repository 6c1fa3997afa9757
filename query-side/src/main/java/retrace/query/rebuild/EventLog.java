package retrace.query.rebuild;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.SQLDialect;
import org.jooq.conf.ParamType;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGStatement;
import retrace.query.readmodel.PartitionKey;

/** The event log as it lies in PostgreSQL. */
public final class EventLog {

    static final String TABLE = "events.domain_event";

    private static final Field<Long> INDEX = DSL.field(DSL.name("global_index"), Long.class);
    private static final Field<Long> SEQUENCE = DSL.field(DSL.name("sequence_number"), Long.class);
    private static final Field<String> NAME = DSL.field(DSL.name("payload_type"), String.class);

    /** As many rows as come with one answer of the database. */
    private static final int ROWS_AT_ONCE = 2000;

    /** The driver's word for it. */
    private static final int FORCE_BINARY = -1;

    private static final Duration LOCK_TIMEOUT = Duration.ofMillis(500);
    private static final int LOCK_TRIES = 120;
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private final DataSource database;

    public EventLog(DataSource database) {
        this.database = database;
    }

    /**
     * The last place below which nothing will come to stand any more. A number is drawn before its transaction commits,
     * so the highest that can be seen says nothing of those below it; to wait for all who are writing just now does.
     *
     * @return 0 where there are no events
     */
    public long safeHead() {
        DSLContext sql = DSL.using(database, SQLDialect.POSTGRES);
        for (int tried = 1; ; tried++) {
            try {
                return sql.transactionResult(transaction -> {
                    DSLContext inside = transaction.dsl();
                    inside.execute("set local lock_timeout = " + LOCK_TIMEOUT.toMillis());
                    inside.execute("lock table " + TABLE + " in share mode");
                    Long last = inside.resultQuery("select coalesce(max(global_index), 0) from " + TABLE)
                            .fetchSingle(0, Long.class);
                    return last == null ? 0 : last;
                });
            } catch (DataAccessException e) {
                if (!LOCK_NOT_AVAILABLE.equals(e.sqlState()) || tried == LOCK_TRIES) {
                    throw e;
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(LOCK_TIMEOUT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while waiting for those who write events", e);
        }
    }

    /** All events of a range that are selected, part after part, each in the order in which they happened. */
    static void readByKey(
            Connection connection,
            PartitionKey key,
            KeyRange range,
            Collection<String> names,
            Selection selection,
            EventConsumer consumer)
            throws SQLException {
        Field<String> part = DSL.field(key.sql(), String.class);
        Condition wanted = within(names, selection.upTo()).and(selection.condition());
        @Nullable String after = range.resumesAfter();
        wanted = after == null ? wanted : wanted.and(part.gt(after));
        wanted = range.to() == null ? wanted : wanted.and(part.le(range.to()));
        Query query = DSL.using(SQLDialect.POSTGRES)
                .select(columns(part))
                .from(TABLE)
                .where(wanted)
                .orderBy(part, key == PartitionKey.AGGREGATE ? SEQUENCE : INDEX);
        if (key == PartitionKey.AGGREGATE) {
            // There is an index in this order. To sort instead would take the whole log through temporary files first.
            DSL.using(connection, SQLDialect.POSTGRES).execute("set local enable_sort = off");
            DSL.using(connection, SQLDialect.POSTGRES).execute("set local enable_bitmapscan = off");
        }
        read(connection, query, consumer);
    }

    /** Events after one place up to another, in the order of the log. */
    static void readInOrder(
            Connection connection,
            PartitionKey key,
            long after,
            Collection<String> names,
            Selection selection,
            EventConsumer consumer)
            throws SQLException {
        Query query = DSL.using(SQLDialect.POSTGRES)
                .select(columns(DSL.field(key.sql(), String.class)))
                .from(TABLE)
                .where(within(names, selection.upTo()).and(INDEX.gt(after)).and(selection.condition()))
                .orderBy(INDEX);
        read(connection, query, consumer);
    }

    private static Condition within(Collection<String> names, long upTo) {
        return NAME.in(names).and(INDEX.le(upTo));
    }

    private static List<Field<?>> columns(Field<String> part) {
        return List.of(
                INDEX,
                part,
                DSL.field(DSL.name("aggregate_identifier")),
                SEQUENCE,
                NAME,
                DSL.field(DSL.name("payload_revision")),
                DSL.field(DSL.name("payload")));
    }

    /** Needs a transaction: only within one do rows come in portions. */
    private static void read(Connection connection, Query query, EventConsumer consumer) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query.getSQL(ParamType.INLINED))) {
            statement.setFetchSize(ROWS_AT_ONCE);
            // Bytes and numbers come as they are, not as text.
            statement.unwrap(PGStatement.class).setPrepareThreshold(FORCE_BINARY);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    consumer.accept(new StoredEvent(
                            rows.getLong(1),
                            rows.getString(2),
                            rows.getString(3),
                            rows.getLong(4),
                            rows.getString(5),
                            rows.getString(6),
                            rows.getBytes(7)));
                }
            }
        }
    }

    interface EventConsumer {
        void accept(StoredEvent event) throws SQLException;
    }
}
