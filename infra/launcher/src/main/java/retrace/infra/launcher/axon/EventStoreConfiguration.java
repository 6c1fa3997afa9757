package retrace.infra.launcher.axon;

import java.lang.management.ManagementFactory;
import javax.sql.DataSource;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.jdbc.UnitOfWorkAwareConnectionProviderWrapper;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.DefaultEventBusSpanFactory;
import org.axonframework.eventhandling.EventBusSpanFactory;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.eventsourcing.eventstore.jdbc.EventSchema;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.json.JacksonSerializer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.axonframework.tracing.NoOpSpanFactory;
import org.axonframework.tracing.SpanFactory;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.transaction.PlatformTransactionManager;
import retrace.command.endpoint.EndpointSnapshots;
import retrace.kernel.wire.EventSerializer;
import retrace.kernel.wire.WireJson;

/**
 * The event log, snapshots and tokens in the schema {@value #SCHEMA}. Events, rows of a projection and its token go
 * through one connection and so into one transaction.
 */
@Configuration(proxyBeanMethods = false)
public class EventStoreConfiguration {

    static final String SCHEMA = "events";

    /** How the token store names this process as the owner of what it has claimed. */
    public static final String NODE = ManagementFactory.getRuntimeMXBean().getName();

    private static final EventSchema EVENT_SCHEMA = EventSchema.builder()
            .eventTable(SCHEMA + ".domain_event")
            .snapshotTable(SCHEMA + ".snapshot")
            .globalIndexColumn("global_index")
            .timestampColumn("time_stamp")
            .eventIdentifierColumn("event_identifier")
            .aggregateIdentifierColumn("aggregate_identifier")
            .sequenceNumberColumn("sequence_number")
            .typeColumn("type")
            .payloadTypeColumn("payload_type")
            .payloadRevisionColumn("payload_revision")
            .payloadColumn("payload")
            .metaDataColumn("meta_data")
            .build();

    private static final TokenSchema TOKEN_SCHEMA = TokenSchema.builder()
            .setTokenTable(SCHEMA + ".token")
            .setProcessorNameColumn("processor_name")
            .setSegmentColumn("segment")
            .setTokenColumn("token")
            .setTokenTypeColumn("token_type")
            .setTimestampColumn("time_stamp")
            .setOwnerColumn("owner")
            .build();

    /** Says that the tables are there and of the newest form. */
    public record MigratedEventStore(DataSource dataSource) {}

    @Bean
    MigratedEventStore migratedEventStore(DataSource dataSource) {
        Flyway.configure()
                .dataSource(dataSource)
                .defaultSchema(SCHEMA)
                .locations("classpath:db/events")
                .load()
                .migrate();
        return new MigratedEventStore(dataSource);
    }

    @Bean
    ConnectionProvider connectionProvider(MigratedEventStore migrated) {
        return new UnitOfWorkAwareConnectionProviderWrapper(
                new SpringDataSourceConnectionProvider(migrated.dataSource()));
    }

    @Bean
    SpringTransactionManager axonTransactionManager(PlatformTransactionManager transactions) {
        return new SpringTransactionManager(transactions);
    }

    /** For tokens and snapshots, which keep their class names. */
    @Bean
    @Primary
    Serializer serializer() {
        return JacksonSerializer.builder().objectMapper(WireJson.mapper()).build();
    }

    @Bean
    EventSerializer eventSerializer() {
        return EventSerializer.create();
    }

    @Bean
    JdbcTokenStore tokenStore(ConnectionProvider connections, Serializer serializer) {
        return JdbcTokenStore.builder()
                .connectionProvider(connections)
                .serializer(serializer)
                .schema(TOKEN_SCHEMA)
                .contentType(byte[].class)
                .nodeId(NODE)
                .build();
    }

    @Bean
    EventLogEngine eventStorageEngine(
            ConnectionProvider connections,
            TransactionManager transactions,
            Serializer serializer,
            EventSerializer eventSerializer) {
        return new EventLogEngine(JdbcEventStorageEngine.builder()
                .connectionProvider(connections)
                .transactionManager(transactions)
                .snapshotSerializer(serializer)
                .snapshotFilter(EndpointSnapshots.readable())
                .eventSerializer(eventSerializer)
                .persistenceExceptionResolver(new PostgresDuplicates())
                .schema(EVENT_SCHEMA)
                .dataType(byte[].class)
                .lowestGlobalSequence(1));
    }

    @Bean(destroyMethod = "shutDown")
    WakingEventStore eventStore(EventLogEngine engine, ObjectProvider<SpanFactory> spans) {
        EventBusSpanFactory ofEvents = DefaultEventBusSpanFactory.builder()
                .spanFactory(spans.getIfAvailable(() -> NoOpSpanFactory.INSTANCE))
                .build();
        return WakingEventStore.on(engine, ofEvents);
    }
}
