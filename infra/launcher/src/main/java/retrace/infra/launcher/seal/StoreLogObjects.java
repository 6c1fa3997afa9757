package retrace.infra.launcher.seal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import retrace.query.eventlog.LogObjects;
import retrace.relay.store.ObjectFacts;
import retrace.relay.store.ObjectStore;
import retrace.relay.store.ObjectVersion;

/** The relays' object store, as the event log sees it. */
public final class StoreLogObjects implements LogObjects {

    private final ObjectStore store;

    public StoreLogObjects(ObjectStore store) {
        this.store = store;
    }

    @Override
    public boolean create(String name, byte[] content) throws IOException {
        try {
            store.create(name, ObjectFacts.NONE, List.of(ByteBuffer.wrap(content)));
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    @Override
    public Optional<Found> find(String name) throws IOException {
        return store.find(name)
                .map(found -> new Found(found.name(), found.generation(), found.sizeBytes(), found.crc32c()));
    }

    @Override
    public InputStream open(String name) throws IOException {
        return store.open(name, 0);
    }

    @Override
    public Stream<String> list(String prefix) throws IOException {
        return store.list(prefix).map(ObjectVersion::name);
    }
}
