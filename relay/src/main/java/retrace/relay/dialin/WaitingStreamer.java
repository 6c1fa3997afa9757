package retrace.relay.dialin;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import retrace.kernel.id.AccountId;
import retrace.kernel.id.EndpointId;
import retrace.kernel.relay.StreamerIdentity;
import retrace.relay.rfb.handshake.ProtocolVersion;

/**
 * A streamer that has dialled in. Equal to itself alone.
 *
 * @param connection to be read from its greeting on
 * @param version which it greets with
 */
record WaitingStreamer(StreamerIdentity.Known identity, ReadAheadConnection connection, ProtocolVersion version) {

    EndpointId endpoint() {
        return identity.endpoint();
    }

    /** Null where it may wait for ever. */
    @Nullable
    Instant waitsUntil() {
        return identity.waitsUntil();
    }

    boolean waitsFor(AccountId technician) {
        return identity.technician() == null || identity.technician().equals(technician);
    }

    String host() {
        return connection.peerHost();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
