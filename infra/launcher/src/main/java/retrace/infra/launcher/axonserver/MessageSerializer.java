package retrace.infra.launcher.axonserver;

import org.axonframework.messaging.responsetypes.InstanceResponseType;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.UnknownSerializedType;
import org.axonframework.serialization.json.JacksonSerializer;
import retrace.infra.launcher.fleet.WireFailure;
import retrace.kernel.wire.WireJson;

/**
 * Commands, queries and answers as JSON and back. Only types of the kernel, what is true or false, and why something was
 * not done are made of what another process sends. All else comes out as an {@link UnknownSerializedType}, which no
 * handler takes, so that the sender is told: what is thrown here ends the connector's thread, and the sender waits for ever.
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
        if (isOfAll(name)
                || name.equals(Boolean.class.getName())
                || name.equals(WireFailure.class.getName())
                || name.equals(InstanceResponseType.class.getName())
                || type.equals(SerializedType.emptyType())) {
            return super.classForType(type);
        }
        return UnknownSerializedType.class;
    }

    /** Whether another process can be sent it: what a part asks of itself alone is of no type of the kernel. */
    static boolean isOfAll(String name) {
        return name.startsWith(KERNEL);
    }
}
