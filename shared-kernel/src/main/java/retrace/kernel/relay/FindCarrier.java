package retrace.kernel.relay;

import org.jspecify.annotations.Nullable;
import retrace.kernel.id.SessionId;

/** A query that any relay answers with the {@link Carrier}. */
public record FindCarrier(SessionId session) {

    /** @param relay that carries the session; null where none does */
    public record Carrier(@Nullable RelayName relay) {}
}
