package retrace.query.rebuild;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.ResolvableDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a record whose members are its components. Whatever these are, Jackson knows how to read them. */
final class RecordReader extends StdDeserializer<Object> implements ResolvableDeserializer {

    private static final long serialVersionUID = 1;

    private final transient RecordComponent[] components;
    private final String[] names;
    private final transient List<JsonDeserializer<Object>> readers = new ArrayList<>();
    private final transient MethodHandle constructor;

    RecordReader(JavaType type, RecordComponent[] components) {
        super(type);
        this.components = components;
        this.names = Arrays.stream(components).map(RecordComponent::getName).toArray(String[]::new);
        this.constructor = CanonicalConstructor.of(type.getRawClass(), components);
    }

    @Override
    public void resolve(DeserializationContext context) throws JsonMappingException {
        for (RecordComponent component : components) {
            readers.add(context.findRootValueDeserializer(
                    context.getTypeFactory().constructType(component.getGenericType())));
        }
    }

    @Override
    public @Nullable Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        if (!parser.isExpectedStartObjectToken()) {
            return context.handleUnexpectedToken(getValueType(), parser);
        }
        Object[] values = new Object[names.length];
        boolean[] given = new boolean[names.length];
        int expected = 0;
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            int member = indexOf(name, expected);
            JsonToken token = parser.nextToken();
            if (member < 0) {
                parser.skipChildren();
            } else {
                values[member] = token == JsonToken.VALUE_NULL
                        ? readers.get(member).getNullValue(context)
                        : readers.get(member).deserialize(parser, context);
                given[member] = true;
                expected = member + 1;
            }
        }
        for (int i = 0; i < given.length; i++) {
            if (!given[i]) {
                values[i] = readers.get(i).getAbsentValue(context);
            }
        }
        return construct(values, context);
    }

    /** Those that are null are not written, so what comes next may be a few further on. */
    private int indexOf(String name, int expected) {
        for (int i = expected; i < names.length; i++) {
            if (names[i].equals(name)) {
                return i;
            }
        }
        for (int i = 0; i < expected; i++) {
            if (names[i].equals(name)) {
                return i;
            }
        }
        return -1;
    }

    private Object construct(Object[] values, DeserializationContext context) throws IOException {
        try {
            return constructor.invokeExact(values);
        } catch (Error e) {
            throw e;
        } catch (Throwable e) {
            return context.handleInstantiationProblem(handledType(), values, e);
        }
    }
}
