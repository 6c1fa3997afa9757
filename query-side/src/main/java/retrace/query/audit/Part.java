package retrace.query.audit;

import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.field;

import org.jooq.Field;

/** Into what parts the events fall that a read model's rows are made of. */
public enum Part {
    /** The history of each aggregate by itself. */
    AGGREGATE {
        @Override
        Field<String> key() {
            return EventLog.AGGREGATE;
        }
    },
    /** All that names a session, and of the rest the history of each aggregate by itself. */
    SESSION {
        @Override
        Field<String> key() {
            return coalesce(
                    field("convert_from({0}, 'UTF8')::jsonb ->> 'session'", String.class, EventLog.PAYLOAD),
                    EventLog.AGGREGATE);
        }
    };

    /** By which a part is known; of the table with the events. */
    abstract Field<String> key();
}
