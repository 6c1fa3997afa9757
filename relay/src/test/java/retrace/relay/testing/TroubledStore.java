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
import retrace.relay.store.StoreUnavailable;

/**
 * A store that answers some calls with a failure: writes after they have succeeded, and deletions; that can be away
 * altogether; and that counts.
 */
public final class TroubledStore implements ObjectStore {

    public final AtomicInteger creationsToFail = new AtomicInteger();
    public final AtomicInteger compositionsToFail = new AtomicInteger();
    public final AtomicInteger deletionsToFail = new AtomicInteger();
    public final AtomicInteger calls = new AtomicInteger();
    private final ObjectStore store;
    private volatile boolean away;

    public TroubledStore(ObjectStore store) {
        this.store = store;
    }

    /** From now on nothing is done and every call fails. */
    public void leave() {
        away = true;
    }

    public void comeBack() {
        away = false;
    }

    private void beCalled() throws StoreUnavailable {
        calls.incrementAndGet();
        if (away) {
            throw new StoreUnavailable("the store is away", null);
        }
    }

    private static void failWhile(AtomicInteger left) throws StoreUnavailable {
        if (left.getAndUpdate(count -> Math.max(0, count - 1)) > 0) {
            throw new StoreUnavailable("the store does not answer", null);
        }
    }

    @Override
    public ObjectVersion create(String name, ObjectFacts facts, List<ByteBuffer> content) throws IOException {
        beCalled();
        ObjectVersion created = store.create(name, facts, content);
        failWhile(creationsToFail);
        return created;
    }

    @Override
    public ObjectVersion compose(String name, ObjectFacts facts, List<String> sources) throws IOException {
        beCalled();
        ObjectVersion composed = store.compose(name, facts, sources);
        failWhile(compositionsToFail);
        return composed;
    }

    @Override
    public Optional<ObjectVersion> find(String name) throws IOException {
        beCalled();
        return store.find(name);
    }

    @Override
    public InputStream open(String name, long offset) throws IOException {
        beCalled();
        return store.open(name, offset);
    }

    @Override
    public Stream<ObjectVersion> list(String prefix) throws IOException {
        beCalled();
        return store.list(prefix);
    }

    @Override
    public boolean delete(String name, long generation) throws IOException {
        beCalled();
        failWhile(deletionsToFail);
        return store.delete(name, generation);
    }

    @Override
    public boolean hold(String name, long generation, boolean held) throws IOException {
        beCalled();
        return store.hold(name, generation, held);
    }
}
