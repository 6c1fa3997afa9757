package retrace.infra.launcher.axon;

import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.deadletter.jdbc.DeadLetterSchema;
import org.axonframework.eventhandling.deadletter.jdbc.JdbcSequencedDeadLetterQueue;
import org.axonframework.messaging.annotation.HandlerEnhancerDefinition;
import org.axonframework.serialization.Serializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import retrace.kernel.wire.EventSerializer;
import retrace.query.config.QuerySideConfiguration;

/**
 * What becomes of an event that a projection cannot take: it is put aside with those after it of the same part, and all
 * other parts go on. The effects, which are no projections, stop and try again as ever.
 */
@Configuration(proxyBeanMethods = false)
public class DeadLetterConfiguration {

    private static final DeadLetterSchema SCHEMA = DeadLetterSchema.builder()
            .deadLetterTable(EventStoreConfiguration.SCHEMA + ".dead_letter")
            .deadLetterIdentifierColumn("dead_letter_id")
            .processingGroupColumn("processing_group")
            .sequenceIdentifierColumn("sequence_identifier")
            .sequenceIndexColumn("sequence_index")
            .messageTypeColumn("message_type")
            .eventIdentifierColumn("event_identifier")
            .timestampColumn("time_stamp")
            .payloadTypeColumn("payload_type")
            .payloadRevisionColumn("payload_revision")
            .payloadColumn("payload")
            .metaDataColumn("meta_data")
            .aggregateTypeColumn("type")
            .aggregateIdentifierColumn("aggregate_identifier")
            .sequenceNumberColumn("sequence_number")
            .tokenTypeColumn("token_type")
            .tokenColumn("token")
            .enqueuedAtColumn("enqueued_at")
            .lastTouchedColumn("last_touched")
            .processingStartedColumn("processing_started")
            .causeTypeColumn("cause_type")
            .causeMessageColumn("cause_message")
            .diagnosticsColumn("diagnostics")
            .build();

    @Bean
    Suspects suspects() {
        return new Suspects();
    }

    @Bean
    HandlerEnhancerDefinition savepoints(Suspects suspects, PlatformTransactionManager transactions) {
        return new SavepointForSuspects(suspects, transactions);
    }

    @Bean
    ConfigurerModule deadLetterQueues(
            ConnectionProvider connections,
            TransactionManager transactions,
            Serializer serializer,
            EventSerializer eventSerializer,
            Suspects suspects) {
        return configurer -> QuerySideConfiguration.PROJECTED.forEach(projected -> configurer
                .eventProcessing()
                .registerSequencingPolicy(projected.name(), axon -> projected::partOf)
                .registerDeadLetterPolicy(projected.name(), axon -> new TwiceIsPoison(projected.name(), suspects))
                .registerDeadLetterQueue(
                        projected.name(),
                        axon -> new LettersByBatch(JdbcSequencedDeadLetterQueue.<EventMessage<?>>builder()
                                .processingGroup(projected.name())
                                .connectionProvider(connections)
                                .transactionManager(transactions)
                                .schema(SCHEMA)
                                .genericSerializer(serializer)
                                .eventSerializer(eventSerializer))));
    }
}
