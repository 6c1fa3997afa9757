package retrace.query.rebuild;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.SQLDialect;
import org.jooq.conf.ParamType;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
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

    /** Fewer are not worth a query of their own. */
    private static final long PAGES_MIN = 16;

    /** As many pages as a table can have. */
    private static final long PAGES_MAX = 0xffff_fffeL;

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
                    return last(inside);
                });
            } catch (DataAccessException e) {
                if (!LOCK_NOT_AVAILABLE.equals(e.sqlState()) || tried == LOCK_TRIES) {
                    throw e;
                }
                pause();
            }
        }
    }

    /** The highest place that can be seen; 0 where there are no events. */
    static long last(DSLContext sql) {
        Long last = sql.resultQuery("select coalesce(max(global_index), 0) from " + TABLE)
                .fetchSingle(0, Long.class);
        return last == null ? 0 : last;
    }

    private static void pause() {
        try {
            Thread.sleep(LOCK_TIMEOUT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while waiting for those who write events", e);
        }
    }

    /** About how many events there are up to a place, as the statistics have it. */
    long estimate(long upTo) {
        Long known = DSL.using(database, SQLDialect.POSTGRES)
                .resultQuery("select reltuples::bigint from pg_class where oid = '" + TABLE + "'::regclass")
                .fetchSingle(0, Long.class);
        return known == null || known <= 0 ? upTo : Math.min(known, upTo);
    }

    /** How much room all events take, in bytes. */
    long size() {
        Long size = DSL.using(database, SQLDialect.POSTGRES)
                .resultQuery("select pg_table_size('" + TABLE + "')")
                .fetchSingle(0, Long.class);
        return Objects.requireNonNull(size);
    }

    /** Pages of the event log on disk, from one to before another. */
    record Stretch(long from, long to) {}

    /** Stretches of about the same size; the last one has no end, since the log may grow. */
    static List<Stretch> stretches(Connection connection, int count) {
        Long pages = DSL.using(connection, SQLDialect.POSTGRES)
                .resultQuery("select pg_relation_size('" + TABLE + "') / current_setting('block_size')::bigint")
                .fetchSingle(0, Long.class);
        long each = Math.max(PAGES_MIN, Objects.requireNonNull(pages) / count + 1);
        List<Stretch> stretches = new ArrayList<>();
        for (long from = 0; from <= pages; from += each) {
            stretches.add(new Stretch(from, from + each > pages ? PAGES_MAX : from + each));
        }
        return stretches;
    }

    /** How to have the selected events of a stretch sent, in no order. */
    static String copyOf(PartitionKey key, Collection<String> names, long upTo, Stretch stretch) {
        Query query = DSL.using(SQLDialect.POSTGRES)
                .select(columns(DSL.field(key.sql(), String.class)))
                .from(TABLE)
                .where(within(names, upTo)
                        .and("ctid >= '(" + stretch.from() + ",0)'")
                        .and("ctid < '(" + stretch.to() + ",0)'"));
        return "copy (" + query.getSQL(ParamType.INLINED) + ") to stdout (format binary)";
    }

    /** An event as {@link #copyOf} has it sent. */
    static StoredEvent eventIn(CopyRow row, Kept<String> texts) {
        return new StoredEvent(
                row.next().number(),
                row.next().text(texts),
                row.next().text(texts),
                row.next().number(),
                row.next().text(texts),
                row.next().textOrNull(texts),
                row.next().payload());
    }

    /** Events after one place up to another, in the order of the log. */
    static void readInOrder(
            Connection connection,
            PartitionKey key,
            long after,
            Collection<String> names,
            long upTo,
            EventConsumer consumer)
            throws SQLException {
        Query query = DSL.using(SQLDialect.POSTGRES)
                .select(columns(DSL.field(key.sql(), String.class)))
                .from(TABLE)
                .where(within(names, upTo).and(INDEX.gt(after)))
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
                            StoredEvent.Payload.of(rows.getBytes(7))));
                }
            }
        }
    }

    interface EventConsumer {
        void accept(StoredEvent event) throws SQLException;
    }
}
