package retrace.infra.benchmarks;

import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.axonframework.eventhandling.TrackingEventProcessor;
import org.axonframework.eventhandling.TrackingEventProcessorConfiguration;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.StreamableMessageSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jooq.impl.DataSourceConnectionProvider;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import retrace.infra.benchmarks.history.HistoryFolder;
import retrace.infra.launcher.axon.EventStoreConfiguration;
import retrace.infra.postgres.EmbeddedDatabase;
import retrace.query.readmodel.LiveRows;
import retrace.query.readmodel.Projected;
import retrace.query.readmodel.ReadModelMigrations;

/**
 * What a rebuild would be without one: the read models' projections in Axon's tracking processors with their defaults, of
 * which each begins at the first event, on the event store and into the tables that Retrace has.
 */
final class NaiveReplay {

    private static final String DATABASE = "retrace_replay";
    private static final Duration POLL = Duration.ofMillis(5);

    private NaiveReplay() {}

    /** @param events so many, the first, are replayed, in a database of their own that is dropped afterwards */
    static RebuildCost.Took took(
            HistoryFolder history, long events, List<Projected> readModels, RebuildCost.Stopwatch watch)
            throws SQLException, IOException, InterruptedException {
        try (Connection connection = history.connect()) {
            execute(connection, "drop database if exists " + DATABASE);
            execute(connection, "create database " + DATABASE);
            try {
                String url = history.jdbcUrl().replaceFirst("/" + EmbeddedDatabase.USER + "\\b", "/" + DATABASE);
                return replay(connection, url, events, readModels, watch);
            } finally {
                execute(connection, "drop database " + DATABASE + " with (force)");
            }
        }
    }

    private static RebuildCost.Took replay(
            Connection from, String url, long events, List<Projected> readModels, RebuildCost.Stopwatch watch)
            throws SQLException, IOException, InterruptedException {
        try (com.zaxxer.hikari.HikariDataSource database = pool(url);
                AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
            context.registerBean(DataSource.class, () -> database);
            context.registerBean(DataSourceTransactionManager.class, () -> new DataSourceTransactionManager(database));
            context.register(EventStoreConfiguration.class);
            context.refresh();
            copyEvents(from, url, events);
            readModels.forEach(each -> new ReadModelMigrations(database).migrate(each.readModel()));
            DSLContext sql = DSL.using(
                    new DataSourceConnectionProvider(new TransactionAwareDataSourceProxy(database)),
                    SQLDialect.POSTGRES);
            List<TrackingEventProcessor> processors = readModels.stream()
                    .map(each -> processor(context, each, new LiveRows(sql)))
                    .toList();
            watch.start();
            processors.forEach(TrackingEventProcessor::start);
            while (!processors.stream().allMatch(processor -> isAt(processor, events))) {
                Thread.sleep(POLL);
            }
            RebuildCost.Took took = watch.took();
            processors.forEach(TrackingEventProcessor::shutDown);
            return took;
        }
    }

    private static com.zaxxer.hikari.HikariDataSource pool(String url) {
        com.zaxxer.hikari.HikariDataSource pool = new com.zaxxer.hikari.HikariDataSource();
        pool.setJdbcUrl(url);
        pool.setUsername(EmbeddedDatabase.USER);
        return pool;
    }

    private static TrackingEventProcessor processor(
            AnnotationConfigApplicationContext context, Projected readModel, LiveRows rows) {
        return TrackingEventProcessor.builder()
                .name(readModel.name())
                .eventHandlerInvoker(SimpleEventHandlerInvoker.builder()
                        .eventHandlers(readModel.projection().apply(rows))
                        .build())
                .messageSource(context.getBean(EventStore.class))
                .tokenStore(context.getBean(TokenStore.class))
                .transactionManager(context.getBean(TransactionManager.class))
                .trackingEventProcessorConfiguration(TrackingEventProcessorConfiguration.forSingleThreadedProcessing()
                        .andInitialTrackingToken(StreamableMessageSource::createTailToken))
                .build();
    }

    private static boolean isAt(TrackingEventProcessor processor, long index) {
        return processor.processingStatus().values().stream()
                .anyMatch(status -> status.getCurrentPosition().orElse(0) >= index);
    }

    private static void copyEvents(Connection from, String url, long events)
            throws SQLException, IOException, InterruptedException {
        try (Connection to = DriverManager.getConnection(url, EmbeddedDatabase.USER, "");
                PipedOutputStream out = new PipedOutputStream();
                PipedInputStream in = new PipedInputStream(out, 1 << 16);
                ExecutorService reader = Executors.newSingleThreadExecutor()) {
            CopyManager source = from.unwrap(PGConnection.class).getCopyAPI();
            Future<Long> sent = reader.submit(() -> {
                try (out) {
                    return source.copyOut(
                            "copy (select * from events.domain_event where global_index <= " + events
                                    + " order by global_index) to stdout (format binary)",
                            out);
                }
            });
            to.unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("copy events.domain_event from stdin (format binary)", in);
            sent.get();
        } catch (ExecutionException e) {
            throw new SQLException(e.getCause());
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
