package retrace.query.audit;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;

import java.time.OffsetDateTime;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import retrace.kernel.EventName;

/** The table with the events, which belongs to the event store and to no read model. Here it is only read. */
final class EventLog {

    static final Table<Record> EVENT = DSL.table(name("events", "domain_event"));
    static final Field<Long> POSITION = column("global_index", Long.class);
    static final Field<String> IDENTIFIER = column("event_identifier", String.class);
    static final Field<String> AGGREGATE = column("aggregate_identifier", String.class);
    static final Field<Long> SEQUENCE = column("sequence_number", Long.class);
    static final Field<String> NAME = column("payload_type", String.class);
    static final Field<String> REVISION = column("payload_revision", String.class);
    static final Field<byte[]> PAYLOAD = column("payload", byte[].class);
    static final Field<byte[]> META_DATA = column("meta_data", byte[].class);
    static final Field<String> STORED_AT = column("time_stamp", String.class);

    /** The event's own time, to the microsecond; in an index. */
    static final Field<OffsetDateTime> AT = field("events.event_at({0})", SQLDataType.TIMESTAMPWITHTIMEZONE, PAYLOAD);

    /** The team that the event names; in an index for some events. */
    static final Field<String> TEAM = field("events.event_team({0})", String.class, PAYLOAD);

    /** Whether the event, which assesses a session's coverage, tells of a gap; in an index. */
    static final Condition TELLS_GAP = condition("events.event_tells_gap({0})", PAYLOAD);

    static final List<Field<?>> COLUMNS =
            List.of(POSITION, IDENTIFIER, AGGREGATE, SEQUENCE, NAME, REVISION, PAYLOAD, META_DATA, STORED_AT);

    private EventLog() {}

    private static <T> Field<T> column(String column, Class<T> type) {
        return field(name("domain_event", column), type);
    }

    static String nameOf(Class<?> event) {
        return event.getAnnotation(EventName.class).value();
    }

    /** Whether an event names it: found in an index. */
    static Condition isAbout(Field<String> identifier) {
        return condition("events.event_about({0}) @> array[{1}]::text[]", PAYLOAD, identifier);
    }

    static StoredEvent toEvent(Record row) {
        return new StoredEvent(
                row.get(POSITION),
                row.get(IDENTIFIER),
                row.get(AGGREGATE),
                row.get(SEQUENCE),
                row.get(NAME),
                row.get(REVISION),
                row.get(PAYLOAD),
                row.get(META_DATA),
                row.get(STORED_AT));
    }
}
