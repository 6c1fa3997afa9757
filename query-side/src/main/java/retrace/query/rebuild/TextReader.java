package retrace.query.rebuild;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/**
 * Reads a record that is written as a text, and keeps some of those that it has read: the identifiers of one session are
 * in all of its events, and those of a team in very many.
 */
final class TextReader extends StdScalarDeserializer<Object> {

    private static final long serialVersionUID = 1;

    /** A power of two. */
    private static final int KEPT = 1024;

    private record Kept(String text, Object value) {}

    private final transient @Nullable Kept[] kept = new @Nullable Kept[KEPT];
    private final transient MethodHandle constructor;

    TextReader(Class<?> type) {
        super(type);
        this.constructor = CanonicalConstructor.of(type, type.getRecordComponents());
    }

    @Override
    public @Nullable Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        if (!parser.hasToken(JsonToken.VALUE_STRING)) {
            return context.handleUnexpectedToken(getValueType(context), parser);
        }
        String text = parser.getText();
        int hash = text.hashCode();
        int place = (hash ^ (hash >>> 16)) & (KEPT - 1);
        @Nullable Kept before = kept[place];
        if (before != null && before.text().equals(text)) {
            return before.value();
        }
        Object value = construct(text, context);
        kept[place] = new Kept(text, value);
        return value;
    }

    private Object construct(String text, DeserializationContext context) throws IOException {
        try {
            return constructor.invokeExact(new Object[] {text});
        } catch (Error e) {
            throw e;
        } catch (Throwable e) {
            return context.handleInstantiationProblem(handledType(), text, e);
        }
    }
}
