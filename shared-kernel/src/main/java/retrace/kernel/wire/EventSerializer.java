package retrace.kernel.wire;

import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.UnknownSerializedType;
import org.axonframework.serialization.json.JacksonSerializer;
import retrace.kernel.EventName;

/**
 * Writes events under their {@link EventName} instead of their class name. Everything else (snapshots, tokens, meta
 * data) keeps its class name.
 */
public final class EventSerializer extends JacksonSerializer {

    private EventSerializer(Builder builder) {
        super(builder);
    }

    public static EventSerializer create() {
        Builder builder = new Builder() {};
        builder.objectMapper(WireJson.mapper());
        return new EventSerializer(builder);
    }

    @Override
    @SuppressWarnings({"rawtypes", "unchecked"}) // raw in the supertype
    public SerializedType typeForClass(Class type) {
        EventName name = type == null ? null : ((Class<?>) type).getAnnotation(EventName.class);
        return name == null
                ? super.typeForClass(type)
                : new SimpleSerializedType(name.value(), Integer.toString(name.revision()));
    }

    @Override
    @SuppressWarnings("rawtypes") // raw in the supertype
    public Class classForType(SerializedType type) {
        return EventNames.eventNamed(type.getName())
                .<Class<?>>map(
                        event -> revisionOf(event).equals(type.getRevision()) ? event : UnknownSerializedType.class)
                .orElseGet(() -> super.classForType(type));
    }

    private static String revisionOf(Class<?> event) {
        return Integer.toString(event.getAnnotation(EventName.class).revision());
    }
}
