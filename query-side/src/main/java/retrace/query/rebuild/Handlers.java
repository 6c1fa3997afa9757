package retrace.query.rebuild;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.annotation.AnnotatedHandlerInspector;
import org.axonframework.messaging.annotation.MessageHandlingMember;
import org.jspecify.annotations.Nullable;
import retrace.kernel.wire.EventNames;

/**
 * The handlers of one projection, each found once for all events of its kind. A handler gets the event and its number
 * within its aggregate, and nothing else.
 */
final class Handlers {

    private final Object projection;
    private final Map<Class<?>, MessageHandlingMember<? super Object>> byEvent = new HashMap<>();

    @SuppressWarnings("unchecked") // it is asked about the projection's own class
    Handlers(Object projection) {
        this.projection = projection;
        Class<Object> type = (Class<Object>) projection.getClass();
        AnnotatedHandlerInspector.inspectType(type).getHandlers(type).forEach(member -> {
            Method method = member.unwrap(Method.class).orElseThrow();
            requireNothingElse(method);
            EventNames.all().values().stream()
                    .filter(member::canHandleType)
                    .forEach(event -> byEvent.putIfAbsent(event, member));
        });
    }

    private static void requireNothingElse(Method method) {
        Arrays.stream(method.getParameters())
                .skip(1)
                .filter(parameter -> !isSequence(parameter))
                .findAny()
                .ifPresent(parameter -> {
                    throw new IllegalArgumentException(method + " asks for " + parameter
                            + ", which is not known when events are read in bulk");
                });
    }

    private static boolean isSequence(Parameter parameter) {
        return parameter.isAnnotationPresent(SequenceNumber.class);
    }

    /** Names of the events that a projection of this class handles. */
    static Set<String> namesOf(Class<?> projection) {
        Set<String> names = new TreeSet<>();
        for (Method method : projection.getDeclaredMethods()) {
            if (method.isAnnotationPresent(EventHandler.class)) {
                EventNames.all().forEach((name, event) -> {
                    if (method.getParameterTypes()[0].isAssignableFrom(event)) {
                        names.add(name);
                    }
                });
            }
        }
        return names;
    }

    /** Passes over what the projection has no handler for. */
    void handle(StoredEvent stored, Object event) throws Exception {
        MessageHandlingMember<? super Object> handler = byEvent.get(event.getClass());
        if (handler != null) {
            handler.handle(messageOf(stored, event), projection);
        }
    }

    private static GenericDomainEventMessage<@Nullable Object> messageOf(StoredEvent stored, Object event) {
        return new GenericDomainEventMessage<>(
                null,
                stored.aggregate(),
                stored.sequence(),
                event,
                MetaData.emptyInstance(),
                stored.aggregate(), // its own identifier is for nobody here
                Instant.EPOCH);
    }
}
