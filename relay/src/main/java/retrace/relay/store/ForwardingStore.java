package retrace.relay.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Does what another store does; what is to be otherwise, a subclass says. */
public abstract class ForwardingStore implements ObjectStore {

    private final ObjectStore store;

    protected ForwardingStore(ObjectStore store) {
        this.store = store;
    }

    @Override
    public ObjectVersion create(String name, ObjectFacts facts, List<ByteBuffer> content) throws IOException {
        return store.create(name, facts, content);
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
        return store.delete(name, generation);
    }

    @Override
    public boolean hold(String name, long generation, boolean held) throws IOException {
        return store.hold(name, generation, held);
    }
}
