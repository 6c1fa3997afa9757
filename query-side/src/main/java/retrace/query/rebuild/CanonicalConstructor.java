package retrace.query.rebuild;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;

/** The constructor of a record that takes all its components. */
final class CanonicalConstructor {

    private static final MethodType CALLED = MethodType.methodType(Object.class, Object[].class);

    private CanonicalConstructor() {}

    /** @return called with all values in an array */
    static MethodHandle of(Class<?> type, RecordComponent[] components) {
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return MethodHandles.lookup()
                    .unreflectConstructor(constructor)
                    .asSpreader(Object[].class, components.length)
                    .asType(CALLED);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
