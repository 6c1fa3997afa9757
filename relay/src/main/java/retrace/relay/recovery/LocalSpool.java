package retrace.relay.recovery;

import java.io.IOException;
import retrace.kernel.id.SessionId;
import retrace.relay.store.ObjectStore;

/** What this machine still has of sessions and did not bring into the store. */
@FunctionalInterface
public interface LocalSpool {

    LocalSpool NONE = (session, store) -> {};

    /** Returns when all that it has of the session is in the store. */
    void upload(SessionId session, ObjectStore store) throws IOException;
}
