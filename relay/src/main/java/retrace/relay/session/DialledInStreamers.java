package retrace.relay.session;

import java.time.Duration;
import java.util.Optional;
import retrace.kernel.endpoint.Reachability;
import retrace.kernel.id.AccountId;
import retrace.kernel.id.EndpointId;
import retrace.relay.connection.Connection;

/** Streamers that have dialled in and wait for their technician. Thread-safe. */
public interface DialledInStreamers {

    String NOT_DIALLED_IN = "its streamer has not dialled in";

    /** For a relay that streamers cannot dial. */
    DialledInStreamers NONE = new DialledInStreamers() {
        @Override
        public Optional<Connection> take(EndpointId endpoint, AccountId technician, Duration patience) {
            return Optional.empty();
        }

        @Override
        public Reachability probe(EndpointId endpoint, AccountId technician) {
            return new Reachability.Unreachable(NOT_DIALLED_IN);
        }
    };

    /**
     * The endpoint's streamer, from its greeting on. It is the caller's from now on.
     *
     * @param patience how long it is waited for: it may be on its way back from the view before
     * @return empty where none has come that waits for this technician
     */
    Optional<Connection> take(EndpointId endpoint, AccountId technician, Duration patience) throws InterruptedException;

    /** Whether {@link #take} would find one now. */
    Reachability probe(EndpointId endpoint, AccountId technician);
}
