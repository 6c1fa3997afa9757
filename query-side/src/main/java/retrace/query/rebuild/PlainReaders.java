package retrace.query.rebuild;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes readers of types; none for a type of which Jackson is told more than Java tells. For one thread. */
final class PlainReaders {

    private final Map<Type, PlainReader> made = new HashMap<>();

    PlainReaders() {
        made.put(String.class, PlainReader.TEXT);
        made.put(int.class, PlainReader.INT);
        made.put(long.class, PlainReader.LONG);
        made.put(boolean.class, PlainReader.ofTruth());
        made.put(Instant.class, PlainReader.ofMoments());
    }

    /** @return null where values of the type are for Jackson */
    @Nullable
    PlainReader of(Type type) {
        PlainReader known = made.get(type);
        if (known != null) {
            return known;
        }
        @Nullable PlainReader reader = make(type);
        if (reader != null) {
            made.put(type, reader);
        }
        return reader;
    }

    private @Nullable PlainReader make(Type type) {
        if (type instanceof ParameterizedType generic && generic.getRawType() == List.class) {
            @Nullable PlainReader each = of(generic.getActualTypeArguments()[0]);
            return each == null ? null : PlainReader.ofList(each);
        }
        if (!(type instanceof Class<?> plain)) {
            return null;
        }
        if (plain.isEnum()) {
            return isAnnotated(plain) ? null : PlainReader.ofEnum(plain);
        }
        return plain.isRecord() ? ofRecord(plain) : null;
    }

    private @Nullable PlainReader ofRecord(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        List<PlainReader> readers = new ArrayList<>();
        for (RecordComponent component : components) {
            @Nullable PlainReader reader = of(component.getGenericType());
            if (reader == null) {
                return null;
            }
            readers.add(reader);
        }
        var constructor = CanonicalConstructor.of(type, components);
        if (components.length == 1 && components[0].getAccessor().isAnnotationPresent(JsonValue.class)) {
            return components[0].getType() == String.class
                    ? PlainReader.ofTexts(text -> PlainReader.construct(constructor, text))
                    : PlainReader.ofWrapped(readers.getFirst(), constructor);
        }
        return isAnnotated(type) ? null : PlainReader.ofRecord(components, readers, constructor);
    }

    private static boolean isAnnotated(Class<?> type) {
        return Stream.of(
                        Stream.of(type),
                        Arrays.stream(type.getDeclaredConstructors()),
                        Arrays.stream(type.getDeclaredMethods()),
                        Arrays.stream(type.getDeclaredFields()))
                .flatMap(elements -> elements)
                .anyMatch(PlainReaders::isForJackson);
    }

    private static boolean isForJackson(AnnotatedElement element) {
        return Arrays.stream(element.getAnnotations())
                .anyMatch(annotation ->
                        annotation.annotationType().getPackageName().equals(JsonCreator.class.getPackageName()));
    }
}
