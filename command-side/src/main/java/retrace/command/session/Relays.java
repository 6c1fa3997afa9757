package retrace.command.session;

import java.util.List;
import retrace.kernel.id.SessionId;

/** The relays that can be asked. Each method waits for an answer for a few seconds at most. */
public interface Relays {

    /**
     * Those that may be given a session, the best first.
     *
     * @throws RelayUnavailable where nobody says which there are
     */
    List<RelayLine> withRoom();

    /**
     * All that there are.
     *
     * @throws RelayUnavailable where nobody says which there are
     */
    List<RelayLine> onDuty();

    /** @throws RelayUnavailable where no relay carries the session, or nobody says which */
    RelayLine carrying(SessionId session);
}
