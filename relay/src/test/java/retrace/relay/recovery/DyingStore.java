package retrace.relay.recovery;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import retrace.relay.lease.LeaseLost;
import retrace.relay.store.ObjectFacts;
import retrace.relay.store.ObjectStore;
import retrace.relay.store.ObjectVersion;

/** The store as a relay sees it that dies at a named step: from then on nothing that it asks for is done. */
final class DyingStore implements ObjectStore {

    /** What has been done, and nothing more. */
    enum Step {
        PART_STORED_WITHOUT_INDEX,
        PARTS_STORED,
        HEADER_WRITTEN,
        COMPOSED,
        REPORTED,
        SOME_PARTS_DELETED
    }

    private final ObjectStore store;
    private final Step last;
    private boolean dead;

    DyingStore(ObjectStore store, Step last) {
        this.store = store;
        this.last = last;
    }

    private void live() throws IOException {
        if (dead) {
            throw new LeaseLost(); // as final as death
        }
    }

    private void dieAt(boolean reached, Step step) throws IOException {
        dead |= reached && step == last;
        live();
    }

    boolean isDead() {
        return dead;
    }

    @Override
    public ObjectVersion create(String name, ObjectFacts facts, List<ByteBuffer> content) throws IOException {
        live();
        dieAt(name.endsWith("000002.json"), Step.PART_STORED_WITHOUT_INDEX);
        dieAt(name.endsWith("header"), Step.PARTS_STORED);
        return store.create(name, facts, content);
    }

    @Override
    public ObjectVersion compose(String name, ObjectFacts facts, List<String> sources) throws IOException {
        live();
        dieAt(true, Step.HEADER_WRITTEN);
        ObjectVersion composed = store.compose(name, facts, sources);
        dieAt(true, Step.COMPOSED);
        return composed;
    }

    @Override
    public boolean delete(String name, long generation) throws IOException {
        live();
        dieAt(true, Step.REPORTED);
        boolean deleted = store.delete(name, generation);
        dieAt(true, Step.SOME_PARTS_DELETED);
        return deleted;
    }

    @Override
    public Optional<ObjectVersion> find(String name) throws IOException {
        live();
        return store.find(name);
    }

    @Override
    public InputStream open(String name, long offset) throws IOException {
        live();
        return store.open(name, offset);
    }

    @Override
    public Stream<ObjectVersion> list(String prefix) throws IOException {
        live();
        return store.list(prefix);
    }

    @Override
    public boolean hold(String name, long generation, boolean held) throws IOException {
        live();
        return store.hold(name, generation, held);
    }
}
