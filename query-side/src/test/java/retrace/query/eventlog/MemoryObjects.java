package retrace.query.eventlog;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A store in memory that can be told to fail. */
public final class MemoryObjects implements LogObjects {

    public final NavigableMap<String, byte[]> content = new ConcurrentSkipListMap<>();
    /** What the store says of its own, where it is not what it usually says. */
    public final Map<String, Found> facts = new ConcurrentHashMap<>();

    private final AtomicInteger callsLeft = new AtomicInteger(Integer.MAX_VALUE);

    /** After so many calls that write every one fails, as if the process had ended there. */
    public void failAfter(int writes) {
        callsLeft.set(writes);
    }

    @Override
    public boolean create(String name, byte[] bytes) throws IOException {
        if (callsLeft.getAndDecrement() <= 0) {
            throw new IOException("the store is away");
        }
        return content.putIfAbsent(name, bytes.clone()) == null;
    }

    @Override
    public Optional<Found> find(String name) {
        return Optional.ofNullable(content.get(name))
                .map(bytes -> facts.getOrDefault(name, new Found(name, 1, bytes.length, null)));
    }

    @Override
    public InputStream open(String name) throws IOException {
        byte[] bytes = content.get(name);
        if (bytes == null) {
            throw new NoSuchFileException(name);
        }
        return new ByteArrayInputStream(bytes);
    }

    @Override
    public Stream<String> list(String prefix) {
        return List.copyOf(content.keySet()).stream().filter(name -> name.startsWith(prefix));
    }
}
