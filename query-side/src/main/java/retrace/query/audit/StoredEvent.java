package retrace.query.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.UnknownSerializedType;
import org.jspecify.annotations.Nullable;
import retrace.kernel.wire.EventSerializer;
import retrace.kernel.wire.WireJson;

/**
 * An event as it lies in the event log.
 *
 * @param position its place in the log's order; numbers may be missing
 * @param aggregate identifier of the one whose history it belongs to, at {@code sequence} in that history, from 0
 * @param name the event's stable name
 * @param payload JSON, byte for byte as it was stored, and likewise {@code metaData}
 * @param storedAt when it was entered into the log, in ISO-8601; shortly after its own time
 */
public record StoredEvent(
        long position,
        String identifier,
        String aggregate,
        long sequence,
        String name,
        @Nullable String revision,
        byte[] payload,
        byte[] metaData,
        String storedAt) {

    private static final EventSerializer SERIALIZER = EventSerializer.create();
    private static final ObjectMapper JSON = WireJson.mapper();

    /** The event's own time. */
    public Instant at() {
        try {
            return Instant.parse(JSON.readTree(payload).path("at").asText());
        } catch (IOException e) {
            throw new UncheckedIOException("event " + position + " is no JSON", e);
        }
    }

    /** @return null where this version knows no event of that name and revision */
    public @Nullable Object event() {
        Object event = SERIALIZER.deserialize(new SimpleSerializedObject<>(payload, byte[].class, name, revision));
        return event instanceof UnknownSerializedType ? null : event;
    }
}
