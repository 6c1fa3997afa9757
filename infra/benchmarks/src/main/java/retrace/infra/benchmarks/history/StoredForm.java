package retrace.infra.benchmarks.history;

import java.util.List;
import org.axonframework.common.DateTimeUtils;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.SerializedObject;
import retrace.kernel.wire.EventSerializer;

/** Events as the event store's engine writes them. Not for two threads at once. */
final class StoredForm {

    /** In the order in which {@link #write} gives their values. */
    static final List<String> COLUMNS = List.of(
            "global_index",
            "event_identifier",
            "aggregate_identifier",
            "sequence_number",
            "type",
            "payload_type",
            "payload_revision",
            "payload",
            "meta_data",
            "time_stamp");

    private final EventSerializer serializer = EventSerializer.create();

    /** With what Axon notes of the command that it came of. */
    static DomainEventMessage<?> message(HistoryEvent event) {
        String command = event.command().toString();
        return new GenericDomainEventMessage<>(
                event.aggregateType(),
                event.aggregate(),
                event.sequence(),
                event.payload(),
                MetaData.with("traceId", command).and("correlationId", command),
                event.identifier().toString(),
                event.storedAt());
    }

    void write(HistoryEvent event, CopyRows rows) {
        DomainEventMessage<?> message = message(event);
        SerializedObject<byte[]> payload = message.serializePayload(serializer, byte[].class);
        SerializedObject<byte[]> metaData = message.serializeMetaData(serializer, byte[].class);
        rows.row(COLUMNS.size());
        rows.value(event.position());
        rows.value(message.getIdentifier());
        rows.value(message.getAggregateIdentifier());
        rows.value(message.getSequenceNumber());
        rows.value(message.getType());
        rows.value(payload.getType().getName());
        rows.value(payload.getType().getRevision());
        rows.value(payload.getData());
        rows.value(metaData.getData());
        rows.value(DateTimeUtils.formatInstant(message.getTimestamp()));
    }
}
