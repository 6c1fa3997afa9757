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

/**
 * Reads events back as the event store does, by their name and revision. Those that stand there as they were written, as
 * nearly all do, are read straight from the bytes; the others by Jackson, as in the event store. Not thread-safe.
 */
final class EventDecoder {

    private record Form(String name, @Nullable String revision) {}

    private record Readers(@Nullable PlainReader plain, ObjectReader jackson) {}

    private final EventSerializer serializer = EventSerializer.create();
    private final ObjectMapper mapper = WireJson.mapper();
    private final PlainReaders plainReaders = new PlainReaders();
    private final PlainJson json = new PlainJson();
    private final Map<Form, Readers> readers = new HashMap<>();

    /** @throws IOException with a sentence, where it cannot be read */
    Object decode(StoredEvent event) throws IOException {
        Form form = new Form(event.name(), event.revision());
        Readers known = readers.get(form);
        if (known == null) {
            known = readersOf(form);
            readers.put(form, known);
        }
        PlainReader plain = known.plain();
        if (plain != null) {
            try {
                return read(plain, event.payload());
            } catch (PlainJson.OtherForm e) {
                return read(known.jackson(), event.payload());
            }
        }
        return read(known.jackson(), event.payload());
    }

    private Object read(PlainReader reader, StoredEvent.Payload payload) throws PlainJson.OtherForm {
        json.begin(payload);
        Object decoded = reader.read(json);
        json.requireEnd();
        return decoded;
    }

    private static Object read(ObjectReader reader, StoredEvent.Payload payload) throws IOException {
        @Nullable Object decoded = reader.readValue(payload.bytes(), payload.offset(), payload.length());
        if (decoded == null) {
            throw new IOException("It has no content.");
        }
        return decoded;
    }

    private Readers readersOf(Form form) throws IOException {
        Class<?> type = serializer.classForType(new SimpleSerializedType(form.name(), form.revision()));
        if (type == UnknownSerializedType.class) {
            throw new IOException(
                    "This version does not know revision " + form.revision() + " of " + form.name() + ".");
        }
        return new Readers(plainReaders.of(type), mapper.readerFor(type));
    }
}
