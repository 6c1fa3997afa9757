package retrace.query.rebuild;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import retrace.kernel.wire.EventNames;

/**
 * The handlers of one projection, called without Axon's messages, of which millions would be made. A handler gets the
 * event and its number within its aggregate, and nothing else.
 */
final class Handlers {

    /** With the event and its number. */
    private static final MethodType CALLED = MethodType.methodType(void.class, Object.class, long.class);

    private final Map<Class<?>, MethodHandle> byEvent = new HashMap<>();

    Handlers(Object projection) {
        for (Method method : projection.getClass().getDeclaredMethods()) {
            if (method.isAnnotationPresent(EventHandler.class)) {
                MethodHandle handle = handleOf(method, projection);
                EventNames.all().values().stream()
                        .filter(method.getParameterTypes()[0]::isAssignableFrom)
                        .forEach(event -> byEvent.put(event, handle));
            }
        }
    }

    private static MethodHandle handleOf(Method method, Object projection) {
        boolean numbered =
                method.getParameterCount() == 2 && method.getParameters()[1].isAnnotationPresent(SequenceNumber.class);
        if (!numbered && method.getParameterCount() != 1) {
            throw new IllegalArgumentException(method + " asks for something else than the event and its number: "
                    + Arrays.toString(method.getParameters()));
        }
        try {
            method.setAccessible(true);
            MethodHandle handle = MethodHandles.lookup().unreflect(method).bindTo(projection);
            return (numbered ? handle : MethodHandles.dropArguments(handle, 1, long.class)).asType(CALLED);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Passes over what the projection has no handler for. */
    void handle(StoredEvent stored, Object event) throws Exception {
        MethodHandle handler = byEvent.get(event.getClass());
        if (handler != null) {
            try {
                handler.invokeExact(event, stored.sequence());
            } catch (Exception | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new IllegalStateException(e); // there are no others
            }
        }
    }
}
