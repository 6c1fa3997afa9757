package retrace.relay.lease;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import retrace.relay.store.ForwardingStore;
import retrace.relay.store.ObjectFacts;
import retrace.relay.store.ObjectStore;
import retrace.relay.store.ObjectVersion;

/** The store for a session: nothing is written or deleted when another relay has taken over. */
final class LeasedStore extends ForwardingStore {

    private final Lease lease;

    LeasedStore(ObjectStore store, Lease lease) {
        super(store);
        this.lease = lease;
    }

    @Override
    public ObjectVersion create(String name, ObjectFacts facts, List<ByteBuffer> content) throws IOException {
        lease.require();
        return super.create(name, facts, content);
    }

    @Override
    public ObjectVersion compose(String name, ObjectFacts facts, List<String> sources) throws IOException {
        lease.require();
        return super.compose(name, facts, sources);
    }

    @Override
    public boolean delete(String name, long generation) throws IOException {
        lease.require();
        return super.delete(name, generation);
    }
}
