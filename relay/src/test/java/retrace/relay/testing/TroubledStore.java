package retrace.relay.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import retrace.relay.store.ObjectFacts;
import retrace.relay.store.ObjectStore;
import retrace.relay.store.ObjectVersion;

/** A store that answers some calls with a failure: creations after they have succeeded, and deletions. */
public final class TroubledStore implements ObjectStore {

    public final AtomicInteger creationsToFail = new AtomicInteger();
    public final AtomicInteger deletionsToFail = new AtomicInteger();
    private final ObjectStore store;

    public TroubledStore(ObjectStore store) {
        this.store = store;
    }

    private static void failWhile(AtomicInteger left) throws IOException {
        if (left.getAndUpdate(count -> Math.max(0, count - 1)) > 0) {
            throw new IOException("the store does not answer");
        }
    }

    @Override
    public ObjectVersion create(String name, ObjectFacts facts, List<ByteBuffer> content) throws IOException {
        ObjectVersion created = store.create(name, facts, content);
        failWhile(creationsToFail);
        return created;
    }

    @Override
    public ObjectVersion compose(String name, ObjectFacts facts, List<String> sources) throws IOException {
        return store.compose(name, facts, sources);
    }

    @Override
    public Optional<ObjectVersion> find(String name) throws IOException {
        return store.find(name);
    }

    @Override
    public InputStream open(String name, long offset) throws IOException {
        return store.open(name, offset);
    }

    @Override
    public Stream<ObjectVersion> list(String prefix) throws IOException {
        return store.list(prefix);
    }

    @Override
    public boolean delete(String name, long generation) throws IOException {
        failWhile(deletionsToFail);
        return store.delete(name, generation);
    }

    @Override
    public boolean hold(String name, long generation, boolean held) throws IOException {
        return store.hold(name, generation, held);
    }
}
