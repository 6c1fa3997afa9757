package retrace.query.rebuild;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.conf.MappedSchema;
import org.jooq.conf.RenderMapping;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import retrace.query.readmodel.LiveRows;
import retrace.query.readmodel.Projected;

/** Applies events one by one, in the order of the log, to a copy that is filled. */
final class CatchUp {

    private final DataSource database;
    private final FreshTables copy;
    private final Set<String> names;

    CatchUp(DataSource database, FreshTables copy) {
        this.database = database;
        this.copy = copy;
        this.names = copy.projected().eventNames();
    }

    /**
     * Applies what is after one place up to another, within the connection's transaction.
     *
     * @param wanted which of them
     * @return how many events
     */
    long apply(Connection writing, long after, long upTo, Handled wanted) throws SQLException {
        Applied applied = new Applied(writing);
        try (Connection reading = database.getConnection()) {
            reading.setAutoCommit(false);
            reading.setReadOnly(true);
            EventLog.readInOrder(reading, copy.projected().key(), after, names, upTo, event -> {
                if (wanted.has(event.key(), event.index())) {
                    applied.take(event);
                }
            });
        }
        return applied.events;
    }

    /** The tables of the copy, where SQL names those of the read model. */
    static DSLContext mapped(Connection connection, Projected projected, String schema) {
        return DSL.using(
                connection,
                SQLDialect.POSTGRES,
                new Settings()
                        .withRenderMapping(new RenderMapping()
                                .withSchemata(new MappedSchema()
                                        .withInput(projected.readModel().schema())
                                        .withOutput(schema))));
    }

    private final class Applied {

        private final Connection writing;
        private final EventDecoder decoder = new EventDecoder();
        private final Handlers handlers;
        private final Map<String, Long> failed = new HashMap<>();
        private long events;

        Applied(Connection writing) {
            this.writing = writing;
            DSLContext sql = mapped(writing, copy.projected(), copy.schema());
            this.handlers = new Handlers(copy.projected().projection().apply(new LiveRows(sql)));
            copy.asides(FreshTables.sql(writing)).forEach(aside -> failed.putIfAbsent(aside.key(), aside.index()));
        }

        private void take(StoredEvent event) throws SQLException {
            events++;
            Long before = failed.get(event.key());
            if (before != null) {
                copy.addAside(FreshTables.sql(writing), Aside.following(event, before));
                return;
            }
            Savepoint start = writing.setSavepoint();
            try {
                handlers.handle(event, decoder.decode(event));
                writing.releaseSavepoint(start);
            } catch (Exception e) {
                putAside(event, start, e);
            }
        }

        private void putAside(StoredEvent event, Savepoint start, Exception why) throws SQLException {
            writing.rollback(start);
            failed.put(event.key(), event.index());
            copy.addAside(FreshTables.sql(writing), Aside.failed(event, why));
        }
    }
}
