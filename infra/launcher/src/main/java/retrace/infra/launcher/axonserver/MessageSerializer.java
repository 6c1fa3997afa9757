package retrace.infra.launcher.axonserver;

import org.axonframework.messaging.responsetypes.InstanceResponseType;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.json.JacksonSerializer;
import retrace.infra.launcher.fleet.WireFailure;
import retrace.kernel.wire.WireJson;

/**
 * Commands, queries and answers as JSON and back. Only types of the kernel, what is true or false, and why something was
 * not done are made of what another process sends.
 */
final class MessageSerializer extends JacksonSerializer {

    private static final String KERNEL = "retrace.kernel.";

    private MessageSerializer(Builder builder) {
        super(builder);
    }

    static MessageSerializer create() {
        Builder builder = new Builder() {};
        builder.objectMapper(WireJson.mapper());
        return new MessageSerializer(builder);
    }

    @Override
    @SuppressWarnings("rawtypes") // raw in the supertype
    public Class classForType(SerializedType type) {
        String name = type.getName();
        if (name.startsWith(KERNEL)
                || name.equals(Boolean.class.getName())
                || name.equals(WireFailure.class.getName())
                || name.equals(InstanceResponseType.class.getName())
                || type.equals(SerializedType.emptyType())) {
            return super.classForType(type);
        }
        throw new SerializationException(name + " is no type that processes of a fleet send each other");
    }
}
