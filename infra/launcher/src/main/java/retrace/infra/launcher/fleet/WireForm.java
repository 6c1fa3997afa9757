package retrace.infra.launcher.fleet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Collectors;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.MetaData;
import org.axonframework.queryhandling.QueryMessage;
import org.jspecify.annotations.Nullable;
import retrace.kernel.wire.WireJson;

/**
 * Commands, queries and answers as JSON and back. Only types of the kernel, and what is true or false, are made of what
 * another process sends.
 */
final class WireForm {

    private static final String KERNEL = "retrace.kernel.";

    private final ObjectMapper json = WireJson.mapper();

    WireMessage of(CommandMessage<?> command) {
        return of(WireMessage.Kind.COMMAND, command, command.getCommandName(), null);
    }

    WireMessage of(QueryMessage<?, ?> query) {
        return of(
                WireMessage.Kind.QUERY,
                query,
                query.getQueryName(),
                query.getResponseType().responseMessagePayloadType().getName());
    }

    private WireMessage of(WireMessage.Kind kind, Message<?> message, String name, @Nullable String answerType) {
        Map<String, String> metaData = message.getMetaData().entrySet().stream()
                .filter(entry -> entry.getValue() instanceof String)
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> (String) entry.getValue()));
        return new WireMessage(
                kind,
                message.getIdentifier(),
                name,
                message.getPayloadType().getName(),
                json.valueToTree(message.getPayload()),
                metaData,
                answerType);
    }

    /** @throws IOException where it is not of a type that may come */
    Object payload(WireMessage message) throws IOException {
        return json.treeToValue(message.payload(), kernelType(message.type()));
    }

    MetaData metaData(WireMessage message) {
        return MetaData.from(message.metaData());
    }

    /** @throws IOException where it is not of a type that may be asked for */
    Class<?> answerType(WireMessage query) throws IOException {
        return kernelType(String.valueOf(query.answerType()));
    }

    WireAnswer answer(@Nullable Object value) {
        return value == null
                ? new WireAnswer(null, null, null)
                : new WireAnswer(value.getClass().getName(), json.valueToTree(value), null);
    }

    /** @throws IOException where it is not of a type that may come */
    @Nullable
    Object value(WireAnswer answer) throws IOException {
        String type = answer.type();
        @Nullable JsonNode value = answer.value();
        return type == null || value == null ? null : json.treeToValue(value, kernelType(type));
    }

    private static Class<?> kernelType(String name) throws IOException {
        if (name.equals(Boolean.class.getName())) {
            return Boolean.class;
        }
        if (!name.startsWith(KERNEL)) {
            throw new IOException(name + " is no type that processes of a fleet send each other");
        }
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IOException("this version knows no " + name, e);
        }
    }

    byte[] write(Object wire) {
        try {
            return json.writeValueAsBytes(wire);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("records of JSON can be written", e);
        }
    }

    <T> T read(byte[] bytes, Class<T> type) throws IOException {
        return json.readValue(bytes, type);
    }
}
