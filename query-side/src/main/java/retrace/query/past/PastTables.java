package retrace.query.past;

import static java.util.stream.Collectors.toSet;
import static org.jooq.impl.DSL.name;

import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.jooq.Configuration;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.UpdatableRecord;
import org.jooq.conf.MappedSchema;
import org.jooq.conf.RenderMapping;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import retrace.kernel.id.SessionId;
import retrace.kernel.id.TeamId;
import retrace.query.audit.BegunSessions;
import retrace.query.audit.BegunSessions.Found;
import retrace.query.audit.BegunSessions.Wanted;
import retrace.query.audit.EventHistory;
import retrace.query.audit.HistoryFilter;
import retrace.query.audit.StoredEvent;
import retrace.query.readmodel.PartitionKey;
import retrace.query.readmodel.QueryRefused;
import retrace.query.readmodel.RowsInMemory;

/**
 * The tables of a read model as they would be, had only some of the events happened: made by its own projection, in
 * temporary tables of one transaction, which nobody else sees and which are gone with it. All that it reads of the event
 * log is of one moment.
 */
public final class PastTables {

    /** Where PostgreSQL has a connection's temporary tables. */
    private static final String SCHEMA = "pg_temp";

    private static final String STATEMENT_CANCELLED = "57014";
    private static final String NO_SCHEMA = "3F000";
    private static final String NO_TABLE = "42P01";
    static final int SESSIONS_AT_ONCE = 1000;
    private static final int ROWS_AT_ONCE = 2000;

    private final DSLContext log;
    private final EventHistory history;
    private final DSLContext sql;
    private final PastReadModel model;
    private final Instant at;
    private final Deadline deadline;
    /** What the projection has no handler for is not read. */
    private final Set<String> handled;

    private final RowsInMemory rows = new RowsInMemory();
    private final List<UpdatableRecord<?>> waiting = new ArrayList<>();
    private final AnnotationEventHandlerAdapter projection;
    private @Nullable String part;

    private PastTables(Configuration transaction, PastReadModel model, Instant at, Deadline deadline) {
        this.log = transaction.dsl();
        this.history = new EventHistory(log);
        this.sql = transaction
                .deriveSettings(settings -> settings.withRenderMapping(new RenderMapping()
                        .withSchemata(new MappedSchema()
                                .withInput(model.projected().tables().getName())
                                .withOutput(SCHEMA))))
                .dsl();
        this.model = model;
        this.at = at;
        this.deadline = deadline;
        this.handled = model.projected().eventNames();
        this.projection =
                new AnnotationEventHandlerAdapter(model.projected().projection().apply(rows));
    }

    /**
     * Asks a read model as it stood at a moment.
     *
     * @param connection without a transaction; has none of it left afterwards
     * @param at events whose own time is after it have not happened
     */
    public static void ask(
            Connection connection, PastReadModel model, Instant at, Asked asked, Consumer<Object> answer) {
        with(connection, model, at, Deadline.NONE, tables -> {
            tables.fill(asked);
            model.question().ask(tables.sql(), asked, answer);
            return true;
        });
    }

    /**
     * Makes the tables, empty at first, for as long as they are used.
     *
     * @param connection without a transaction; has none of it left afterwards
     * @throws QueryRefused when the deadline is over
     */
    static <T> T with(
            Connection connection, PastReadModel model, Instant at, Deadline deadline, Function<PastTables, T> use) {
        try {
            return DSL.using(connection, SQLDialect.POSTGRES).transactionResult(transaction -> {
                transaction.dsl().execute("set transaction isolation level repeatable read");
                PastTables tables = new PastTables(transaction, model, at, deadline);
                tables.limitStatements();
                tables.create();
                return use.apply(tables);
            });
        } catch (DataAccessException e) {
            throw switch (e.sqlState()) {
                case STATEMENT_CANCELLED -> Deadline.refusal();
                case NO_SCHEMA, NO_TABLE -> notThere(model);
                default -> e;
            };
        }
    }

    private static QueryRefused notThere(PastReadModel model) {
        return QueryRefused.busy(
                "READ_MODEL_NOT_THERE",
                "This database has no tables of " + model.name()
                        + " yet, and the past is given their form. Start Retrace on it once, or use: retrace projections"
                        + " rebuild " + model.name() + ".");
    }

    /** With the indexes of the real ones, and without what they tell other processes. */
    private void create() {
        for (Table<?> table : model.projected().allTables()) {
            log.execute(
                    "create temporary table {0} (like {1} including all) on commit drop",
                    name(SCHEMA, table.getName()),
                    name(model.projected().tables().getName(), table.getName()));
        }
    }

    /** What queries ask. */
    DSLContext sql() {
        return sql;
    }

    EventHistory history() {
        return history;
    }

    BegunSessions begunSessions() {
        return new BegunSessions(log);
    }

    /** All that the read model knows that can matter to what is asked. */
    void fill(Asked asked) {
        if (!model.ofSessions() || asked.session() == null && model.projected().key() != PartitionKey.AGGREGATE) {
            fill(HistoryFilter.ofTeam(asked.team()).upTo(at));
        } else {
            fillSettings(asked.team());
            if (asked.session() != null) {
                fill(HistoryFilter.ofSession(asked.session()).upTo(at));
            } else if (model.ofRunning()) {
                fillSessions(begunSessions().runningAt(asked.team(), at));
            } else {
                fillSessions(new Wanted(asked.team(), null, at, null, null, null));
            }
        }
        analyze();
    }

    private void analyze() {
        model.projected().allTables().forEach(table -> sql.execute("analyze {0}", name(SCHEMA, table.getName())));
    }

    private void fill(HistoryFilter filter) {
        history.readByPart(filter, handled, model.projected().key(), (of, event) -> {
            if (!of.equals(part)) {
                endPart();
                part = of;
            }
            handle(event);
        });
        endPart();
        write();
    }

    /** All of those, of a read model whose rows are made of a session's own events alone. */
    void fillSessions(Wanted wanted) {
        BegunSessions.Search search = begunSessions().search(wanted);
        @Nullable Found found = search.next(null, SESSIONS_AT_ONCE);
        while (found != null) {
            fillSessions(found.sessions());
            found = search.next(found, SESSIONS_AT_ONCE);
        }
    }

    /** Sessions that are not in yet, of a read model whose rows are made of their own events alone. */
    void fillSessions(Collection<SessionId> sessions) {
        limitStatements();
        for (StoredEvent event :
                history.ofAggregates(sessions.stream().map(SessionId::value).collect(toSet()), handled)) {
            if (!event.aggregate().equals(part)) {
                endPart();
                part = event.aggregate();
            }
            if (!event.at().isAfter(at)) {
                handle(event);
            }
        }
        endPart();
        write();
    }

    private void fillSettings(TeamId team) {
        history.ofAggregates(List.of(team.value()), handled).stream()
                .filter(event -> !event.at().isAfter(at))
                .forEach(this::handle);
        endPart();
        write();
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
        model.projected().allTables().forEach(table -> waiting.addAll(rows.of(table)));
        rows.clear();
        deadline.check();
        if (waiting.size() >= ROWS_AT_ONCE) {
            write();
        }
    }

    private void write() {
        sql.batchInsert(waiting).execute();
        waiting.clear();
    }

    private void limitStatements() {
        deadline.check();
        log.execute("set local statement_timeout = " + deadline.statementMillis());
    }
}
