package retrace.query.rebuild;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.module.SimpleDeserializers;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Has Jackson read records with less ado: members are expected in the order of the components, in which they are written,
 * and values that stand in many events are made once. What is read is the same. For one thread.
 */
final class LeanRecords extends SimpleDeserializers {

    private static final long serialVersionUID = 1;

    static Module module() {
        SimpleModule module = new SimpleModule("lean records");
        module.setDeserializers(new LeanRecords());
        return module;
    }

    /** Records that Jackson is told more about are left to it. */
    @Override
    public @Nullable JsonDeserializer<?> findBeanDeserializer(
            JavaType type, DeserializationConfig config, BeanDescription description) {
        Class<?> raw = type.getRawClass();
        if (!raw.isRecord() || type.hasGenericTypes()) {
            return null;
        }
        RecordComponent[] components = raw.getRecordComponents();
        if (isPlain(raw, components)) {
            return new RecordReader(type, components);
        }
        boolean text = components.length == 1
                && components[0].getType() == String.class
                && components[0].getAccessor().isAnnotationPresent(JsonValue.class);
        return text ? new TextReader(raw) : null;
    }

    private static boolean isPlain(Class<?> type, RecordComponent[] components) {
        return Arrays.stream(type.getDeclaredConstructors()).noneMatch(LeanRecords::isAnnotated)
                && Arrays.stream(type.getDeclaredMethods())
                        .noneMatch(method -> method.isAnnotationPresent(JsonCreator.class)
                                || method.isAnnotationPresent(JsonValue.class))
                && Arrays.stream(components)
                        .allMatch(component -> component.getAccessor().getAnnotations().length == 0);
    }

    private static boolean isAnnotated(Constructor<?> constructor) {
        return constructor.isAnnotationPresent(JsonCreator.class);
    }
}
