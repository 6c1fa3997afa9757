package retrace.infra.benchmarks.history;

import retrace.kernel.id.EndpointId;
import retrace.kernel.id.LinkId;
import retrace.kernel.id.SessionId;
import retrace.kernel.id.TeamId;

/** The events of one aggregate, numbered from 0. */
final class EventStream {

    private final String type;
    private final String id;
    private long next;

    private EventStream(String type, String id) {
        this.type = type;
        this.id = id;
    }

    static EventStream of(TeamId team) {
        return new EventStream("Team", team.value());
    }

    static EventStream of(EndpointId endpoint) {
        return new EventStream("Endpoint", endpoint.value());
    }

    static EventStream of(SessionId session) {
        return new EventStream("Session", session.value());
    }

    static EventStream of(LinkId link) {
        return new EventStream("Link", link.value());
    }

    /** The aggregate's class, as the event store has it. */
    String type() {
        return type;
    }

    String id() {
        return id;
    }

    long number() {
        return next++;
    }
}
