package retrace.relay.recovery;

import retrace.kernel.id.SessionId;

/** What this machine still has of sessions and did not bring into the store. */
@FunctionalInterface
public interface LocalSpool {

    LocalSpool NONE = session -> {};

    /** Returns when all that it has of the session is in the store, however long that takes. */
    void upload(SessionId session) throws InterruptedException;
}
