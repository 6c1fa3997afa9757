package retrace.query.past;

import static org.jooq.impl.DSL.name;

import java.lang.reflect.Method;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.UpdatableRecord;
import org.jooq.conf.MappedSchema;
import org.jooq.conf.RenderMapping;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import retrace.kernel.id.TeamId;
import retrace.kernel.wire.EventNames;
import retrace.query.audit.EventHistory;
import retrace.query.audit.HistoryFilter;
import retrace.query.audit.StoredEvent;
import retrace.query.readmodel.RowsInMemory;

/**
 * The tables of a read model as they would be, had only some of the events happened: made by its own projection, in
 * temporary tables of one connection, which nobody else sees and which are gone with it.
 */
public final class PastTables {

    /** Where PostgreSQL has a connection's temporary tables. */
    private static final String SCHEMA = "pg_temp";

    private static final int ROWS_AT_ONCE = 2000;

    private final EventHistory history;
    private final DSLContext sql;
    private final PastReadModel model;
    private final RowsInMemory rows = new RowsInMemory();
    private final List<UpdatableRecord<?>> waiting = new ArrayList<>();
    private final AnnotationEventHandlerAdapter projection;
    private @Nullable String part;

    private PastTables(Connection connection, PastReadModel model) {
        this.history = new EventHistory(DSL.using(connection, SQLDialect.POSTGRES));
        this.sql = DSL.using(
                connection,
                SQLDialect.POSTGRES,
                new Settings()
                        .withRenderMapping(new RenderMapping()
                                .withSchemata(new MappedSchema()
                                        .withInput(model.tables().getName())
                                        .withOutput(SCHEMA))));
        this.model = model;
        this.projection = new AnnotationEventHandlerAdapter(model.projection().apply(rows));
    }

    /**
     * Asks a read model as it stood at a moment.
     *
     * @param connection that is used for nothing else, and closed thereafter
     * @param at events whose own time is after it have not happened
     */
    public static void ask(
            Connection connection, PastReadModel model, Instant at, Asked asked, Consumer<Object> answer) {
        PastTables tables = new PastTables(connection, model);
        tables.create();
        if (asked.session() == null || !model.ofSessions()) {
            tables.fill(HistoryFilter.ofTeam(asked.team()).upTo(at));
        } else {
            tables.fill(HistoryFilter.ofSession(asked.session()).upTo(at));
            tables.fillSettings(asked.team(), at);
        }
        tables.finish();
        model.question().ask(tables.sql, asked, answer);
    }

    /** With the indexes of the real ones, and without what they tell other processes. */
    private void create() {
        DSLContext plain = DSL.using(sql.configuration().derive(new Settings()));
        for (Table<?> table : model.tables().getTables()) {
            plain.execute(
                    "create temporary table {0} (like {1} including all)",
                    name(SCHEMA, table.getName()), name(model.tables().getName(), table.getName()));
        }
    }

    private void fill(HistoryFilter filter) {
        history.readByPart(filter, handled(), model.part(), (of, event) -> {
            if (!of.equals(part)) {
                endPart();
                part = of;
            }
            handle(event);
        });
        endPart();
    }

    private void fillSettings(TeamId team, Instant at) {
        history.ofAggregates(List.of(team.value()), handled()).stream()
                .filter(event -> !event.at().isAfter(at))
                .forEach(this::handle);
        endPart();
    }

    /** What the projection has no handler for is not read. */
    private Set<String> handled() {
        Set<String> names = new TreeSet<>();
        for (Method method : model.type().getDeclaredMethods()) {
            if (method.isAnnotationPresent(EventHandler.class)) {
                Class<?> handled = method.getParameterTypes()[0];
                EventNames.all().forEach((name, event) -> {
                    if (handled.isAssignableFrom(event)) {
                        names.add(name);
                    }
                });
            }
        }
        return names;
    }

    private void handle(StoredEvent stored) {
        Object event = Objects.requireNonNull(stored.event(), "an event that is handled is known");
        try {
            projection.handle(new GenericDomainEventMessage<>(null, stored.aggregate(), stored.sequence(), event));
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("event " + stored.position() + " cannot be projected", e);
        }
    }

    private void endPart() {
        model.tables().getTables().forEach(table -> waiting.addAll(rows.of(table)));
        rows.clear();
        if (waiting.size() >= ROWS_AT_ONCE) {
            write();
        }
    }

    private void write() {
        sql.batchInsert(waiting).execute();
        waiting.clear();
    }

    private void finish() {
        write();
        model.tables().getTables().forEach(table -> sql.execute("analyze {0}", name(SCHEMA, table.getName())));
    }
}
