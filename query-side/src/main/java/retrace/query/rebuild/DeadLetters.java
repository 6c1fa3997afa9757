package retrace.query.rebuild;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.axonframework.common.DateTimeUtils;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import retrace.query.readmodel.LiveRows;
import retrace.query.readmodel.Projected;

/**
 * The events that live projections could not take, as Axon's dead-letter queue keeps them: in parts, each beginning with
 * the event that failed. As long as a part has letters, what comes for it waits behind them.
 */
public final class DeadLetters {

    /**
     * An event that waits.
     *
     * @param part that it belongs to
     * @param cause why it failed; null where it only waits behind another
     */
    public record Letter(
            String readModel,
            String part,
            String name,
            String aggregate,
            long sequence,
            String since,
            @Nullable String cause) {}

    /** What became of a part. */
    public record Retried(String part, int taken, int left) {}

    private static final String TABLE = "events.dead_letter";

    private static final String INSERT = """
            insert into events.dead_letter (dead_letter_id, processing_group, sequence_identifier, sequence_index,
              message_type, event_identifier, time_stamp, payload_type, payload_revision, payload, meta_data, type,
              aggregate_identifier, sequence_number, enqueued_at, last_touched, cause_type, cause_message)
            select gen_random_uuid()::text, ?, ?, ?, 'org.axonframework.eventhandling.GenericDomainEventMessage',
              event_identifier, time_stamp, payload_type, payload_revision, payload, meta_data, type,
              aggregate_identifier, sequence_number, ?, ?, ?, ?
            from events.domain_event where global_index = ?
            """;

    private final DataSource database;
    private final InstantSource clock;

    public DeadLetters(DataSource database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** The letters of before were about tables that are replaced; those of now are the events that were put aside. */
    static void replace(DSLContext sql, String readModel, List<Aside> asides, InstantSource clock) {
        if (!isThere(sql)) {
            return;
        }
        sql.execute("delete from " + TABLE + " where processing_group = ?", readModel);
        String now = DateTimeUtils.formatInstant(clock.instant());
        for (Aside aside : asides) {
            boolean failed = aside.follows() == null;
            sql.execute(
                    INSERT,
                    readModel,
                    aside.key(),
                    aside.index(),
                    now,
                    now,
                    failed ? "rebuild" : null,
                    failed ? aside.why() : null,
                    aside.index());
        }
    }

    /** How many there are for each read model that has some. */
    public Map<String, Integer> counts() {
        if (!isThere(sql())) {
            return Map.of();
        }
        return sql()
                .resultQuery("select processing_group, count(*)::int from " + TABLE + " group by 1")
                .fetch()
                .stream()
                .collect(Collectors.toMap(row -> row.get(0, String.class), row -> row.get(1, Integer.class)));
    }

    /** Part after part, each in the order in which the events happened. */
    public List<Letter> list() {
        return sql().resultQuery("select processing_group, sequence_identifier, payload_type, aggregate_identifier,"
                        + " sequence_number, enqueued_at, cause_message from " + TABLE
                        + " order by processing_group, sequence_identifier, sequence_index")
                .fetchInto(Letter.class);
    }

    /** Parts that have letters. */
    public List<String> parts(Projected projected) {
        return sql().resultQuery(
                        "select distinct sequence_identifier from " + TABLE + " where processing_group = ? order by 1",
                        projected.name())
                .fetchInto(String.class);
    }

    /** @return how many letters are gone; their events will never be in the read model, but by a rebuild */
    public int discard(Projected projected, String part) {
        return sql().execute(
                        "delete from " + TABLE + " where processing_group = ? and sequence_identifier = ?",
                        projected.name(),
                        part);
    }

    /** Gives a part's events to the projection again, in order, up to the first that fails once more. */
    public Retried retry(Projected projected, String part) throws SQLException {
        int taken = 0;
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            DSLContext sql = FreshTables.sql(connection);
            Handlers handlers = new Handlers(projected.projection().apply(new LiveRows(sql)));
            List<Record> letters = locked(sql, projected.name(), part);
            for (Record letter : letters) {
                if (!take(connection, handlers, letter, part)) {
                    break;
                }
                sql.execute("delete from " + TABLE + " where dead_letter_id = ?", letter.get("dead_letter_id"));
                taken++;
            }
            connection.commit();
            return new Retried(part, taken, letters.size() - taken);
        }
    }

    private static List<Record> locked(DSLContext sql, String readModel, String part) {
        return sql.resultQuery(
                        "select dead_letter_id, aggregate_identifier, sequence_number, payload_type, payload_revision,"
                                + " payload from " + TABLE + " where processing_group = ? and sequence_identifier = ?"
                                + " order by sequence_index for update",
                        readModel,
                        part)
                .fetch();
    }

    private boolean take(Connection connection, Handlers handlers, Record letter, String part) throws SQLException {
        StoredEvent event = new StoredEvent(
                0,
                part,
                letter.get("aggregate_identifier", String.class),
                letter.get("sequence_number", Long.class),
                letter.get("payload_type", String.class),
                letter.get("payload_revision", String.class),
                StoredEvent.Payload.of(letter.get("payload", byte[].class)));
        Savepoint start = connection.setSavepoint();
        try {
            handlers.handle(event, new EventDecoder().decode(event));
            return true;
        } catch (Exception e) {
            connection.rollback(start);
            FreshTables.sql(connection)
                    .execute(
                            "update " + TABLE + " set cause_type = ?, cause_message = ?, last_touched = ?"
                                    + " where dead_letter_id = ?",
                            e.getClass().getName(),
                            Aside.failed(event, e).why(),
                            DateTimeUtils.formatInstant(clock.instant()),
                            letter.get("dead_letter_id"));
            return false;
        }
    }

    /** Not in a database that an older version runs on. */
    private static boolean isThere(DSLContext sql) {
        return sql.resultQuery("select to_regclass(?) is not null", TABLE).fetchSingle(0, Boolean.class);
    }

    private DSLContext sql() {
        return DSL.using(database, SQLDialect.POSTGRES);
    }
}
