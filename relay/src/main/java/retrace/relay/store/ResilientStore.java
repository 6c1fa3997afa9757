package retrace.relay.store;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Any store, called with patience and with limits: see {@link StoreCallSettings}. What still fails with
 * {@link StoreUnavailable} has been tried several times.
 *
 * <p>A write that is tried again because the store seemed to fail, and then finds its name taken, has been done by the try
 * before where size and CRC32C say so.
 */
public final class ResilientStore implements ObjectStore {

    private final ObjectStore store;
    private final StoreCalls calls;

    public ResilientStore(ObjectStore store, StoreCallSettings settings, MeterRegistry meters) {
        this.store = store;
        calls = new StoreCalls(settings, meters);
    }

    /** Whether the store has kept failing, so that calls are refused until a few have found it well again. */
    public boolean isAway() {
        return calls.isLeftAlone();
    }

    @Override
    public ObjectVersion create(String name, ObjectFacts facts, List<ByteBuffer> content) throws IOException {
        AtomicInteger attempts = new AtomicInteger();
        return calls.call("create", () -> {
            boolean again = attempts.getAndIncrement() > 0;
            try {
                return store.create(
                        name, facts, content.stream().map(ByteBuffer::duplicate).toList());
            } catch (FileAlreadyExistsException taken) {
                return again ? WrittenObject.of(content).find(store, name, taken) : rethrow(taken);
            }
        });
    }

    @Override
    public ObjectVersion compose(String name, ObjectFacts facts, List<String> sources) throws IOException {
        AtomicInteger attempts = new AtomicInteger();
        return calls.callComposing("compose", () -> {
            boolean again = attempts.getAndIncrement() > 0;
            try {
                return store.compose(name, facts, sources);
            } catch (FileAlreadyExistsException taken) {
                return again ? WrittenObject.composedOf(store, sources).find(store, name, taken) : rethrow(taken);
            }
        });
    }

    private static ObjectVersion rethrow(FileAlreadyExistsException taken) throws FileAlreadyExistsException {
        throw taken;
    }

    @Override
    public Optional<ObjectVersion> find(String name) throws IOException {
        return calls.call("find", () -> store.find(name));
    }

    @Override
    public InputStream open(String name, long offset) throws IOException {
        InputStream first = calls.call("open", () -> store.open(name, offset));
        return new ResumedStream(
                calls, position -> calls.call("open", () -> store.open(name, position)), first, offset);
    }

    @Override
    public Stream<ObjectVersion> list(String prefix) throws IOException {
        Stream<ObjectVersion> objects = calls.call("list", () -> store.list(prefix));
        return PagedList.of(calls, objects);
    }

    /** Where the answer to a deletion that was made got lost, the next try says that there is no such object. */
    @Override
    public boolean delete(String name, long generation) throws IOException {
        return calls.call("delete", () -> store.delete(name, generation));
    }

    @Override
    public boolean hold(String name, long generation, boolean held) throws IOException {
        return calls.call("hold", () -> store.hold(name, generation, held));
    }
}
