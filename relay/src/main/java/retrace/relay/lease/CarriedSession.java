package retrace.relay.lease;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import retrace.kernel.id.SessionId;
import retrace.kernel.id.TeamId;

/**
 * A session in the book of who carries what.
 *
 * @param lastSeenAt the last sign of life of the relay that carried it before; null where that is this one or none
 */
public record CarriedSession(
        SessionId session,
        TeamId team,
        boolean recorded,
        @Nullable Instant lastSeenAt) {}
