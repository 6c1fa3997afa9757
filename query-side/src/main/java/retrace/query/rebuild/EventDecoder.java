package retrace.query.rebuild;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.UnknownSerializedType;
import org.jspecify.annotations.Nullable;
import retrace.kernel.wire.EventSerializer;
import retrace.kernel.wire.WireJson;

/** Reads events back as the event store does, by their name and revision. Not thread-safe. */
final class EventDecoder {

    private record Form(String name, @Nullable String revision) {}

    private final EventSerializer serializer = EventSerializer.create();
    private final ObjectMapper mapper = WireJson.mapper().registerModule(LeanRecords.module());
    private final Map<Form, ObjectReader> readers = new HashMap<>();

    /** @throws IOException with a sentence, where it cannot be read */
    Object decode(StoredEvent event) throws IOException {
        Form form = new Form(event.name(), event.revision());
        ObjectReader reader = readers.get(form);
        if (reader == null) {
            reader = readerOf(form);
            readers.put(form, reader);
        }
        StoredEvent.Payload payload = event.payload();
        @Nullable Object decoded = reader.readValue(payload.bytes(), payload.offset(), payload.length());
        if (decoded == null) {
            throw new IOException("It has no content.");
        }
        return decoded;
    }

    private ObjectReader readerOf(Form form) throws IOException {
        Class<?> type = serializer.classForType(new SimpleSerializedType(form.name(), form.revision()));
        if (type == UnknownSerializedType.class) {
            throw new IOException(
                    "This version does not know revision " + form.revision() + " of " + form.name() + ".");
        }
        return mapper.readerFor(type);
    }
}
