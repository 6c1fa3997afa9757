package retrace.infra.benchmarks.history;

import org.jspecify.annotations.Nullable;
import retrace.kernel.endpoint.EndpointEvent.EndpointRegistered;
import retrace.kernel.endpoint.StreamerTls;
import retrace.kernel.id.EndpointId;
import retrace.kernel.platform.Platform;
import retrace.kernel.team.AccessKind;
import retrace.kernel.team.Actor;

/** A computer as it stands. */
final class SimulatedEndpoint {

    private final EndpointRegistered registered;
    private final EventStream events;
    private @Nullable String streamerVersion;
    private @Nullable Actor inSessionWith;
    private boolean awaited;
    private StreamerTls streamerTls = StreamerTls.AS_OFFERED;

    SimulatedEndpoint(EndpointRegistered registered, EventStream events) {
        this.registered = registered;
        this.events = events;
        streamerVersion = registered.streamerVersion();
    }

    EndpointId id() {
        return registered.endpoint();
    }

    EventStream events() {
        return events;
    }

    String name() {
        return registered.name();
    }

    Platform platform() {
        return registered.platform();
    }

    AccessKind accessKind() {
        return registered.accessKind();
    }

    int monitors() {
        return registered.monitors().size();
    }

    String monitorName(int monitor) {
        return registered.monitors().get(monitor - 1).name();
    }

    /** Whether whoever is there lets the technician in with a code. */
    boolean isByCode() {
        return registered.monitors().getFirst().address() == null;
    }

    @Nullable
    String streamerVersion() {
        return streamerVersion;
    }

    void runs(String version) {
        streamerVersion = version;
    }

    StreamerTls streamerTls() {
        return streamerTls;
    }

    void speaks(StreamerTls tls) {
        streamerTls = tls;
    }

    @Nullable
    Actor inSessionWith() {
        return inSessionWith;
    }

    void reserve(Actor technician) {
        inSessionWith = technician;
    }

    void release() {
        inSessionWith = null;
    }

    /** Whether a session on it is about to be asked for, or is. */
    boolean isTaken() {
        return awaited || inSessionWith != null;
    }

    void await(boolean whether) {
        awaited = whether;
    }
}
