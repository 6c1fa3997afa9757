package retrace.kernel.wire;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import retrace.kernel.EventName;
import retrace.kernel.endpoint.EndpointEvent;
import retrace.kernel.link.LinkEvent;
import retrace.kernel.session.SessionEvent;
import retrace.kernel.team.TeamEvent;

/** Every event there is, by the name under which it is stored. */
public final class EventNames {

    private static final Map<String, Class<?>> BY_NAME = byName();

    private EventNames() {}

    public static Optional<Class<?>> eventNamed(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** Name to class, in a stable order. */
    public static Map<String, Class<?>> all() {
        return BY_NAME;
    }

    private static Map<String, Class<?>> byName() {
        Map<String, Class<?>> names = new LinkedHashMap<>();
        Stream.of(TeamEvent.class, EndpointEvent.class, SessionEvent.class, LinkEvent.class)
                .flatMap(family -> Arrays.stream(family.getPermittedSubclasses()))
                .forEach(event -> {
                    String name = event.getAnnotation(EventName.class).value();
                    if (names.put(name, event) != null) {
                        throw new IllegalStateException("two events are named " + name);
                    }
                });
        return Collections.unmodifiableMap(names);
    }
}
