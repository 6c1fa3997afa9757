package retrace.infra.launcher.axon;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.eventhandling.EventMessage;

/** Events that a projection of this process has failed on once. The next try shows whether it was the event's fault. */
final class Suspects {

    private static final int REMEMBERED_MAX = 1000;

    private final Set<String> failed = ConcurrentHashMap.newKeySet();

    /** @return whether it has failed there before */
    boolean failedBefore(String processor, String event) {
        if (failed.size() > REMEMBERED_MAX) {
            failed.clear(); // they are suspected again at their next failure
        }
        boolean first = failed.add(processor + " " + event);
        failed.add(event);
        return !first;
    }

    boolean contains(EventMessage<?> event) {
        return !failed.isEmpty() && failed.contains(event.getIdentifier());
    }

    void forget(String processor, String event) {
        failed.remove(processor + " " + event);
    }
}
