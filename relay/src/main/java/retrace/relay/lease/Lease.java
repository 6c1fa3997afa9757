package retrace.relay.lease;

import java.io.IOException;
import retrace.relay.connection.Connection;
import retrace.relay.store.ObjectStore;

/** The right to carry one session. Thread-safe. */
public interface Lease {

    /** For whoever carries alone, and needs no right. */
    Lease UNSHARED = new Lease() {
        @Override
        public void require() {}

        @Override
        public boolean isLost() {
            return false;
        }

        @Override
        public void handOver() {}
    };

    /**
     * Returns at once while there is no doubt. After the process has stood still for so long that another may have taken
     * over, it first waits to know.
     *
     * @throws LeaseLost where another has
     */
    void require() throws IOException;

    /** Whether it is known that another has taken over. */
    boolean isLost();

    /** The session is over here; what is left of it to do is done without it. */
    void handOver();

    /** The same connection, over which nothing goes without this right. */
    default Connection guard(Connection connection) {
        return new LeasedConnection(connection, this);
    }

    /** The same store, in which nothing is written or deleted without this right. */
    default ObjectStore guard(ObjectStore store) {
        return new LeasedStore(store, this);
    }
}
