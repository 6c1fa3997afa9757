package retrace.relay.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an object is like that has been written, so that one under its name can be told to be it.
 *
 * @param crc32c 8 hexadecimal digits, null where nobody has counted it
 */
public record WrittenObject(long sizeBytes, @Nullable String crc32c) {

    public static WrittenObject of(List<ByteBuffer> content) {
        long size = content.stream().mapToLong(ByteBuffer::remaining).sum();
        return new WrittenObject(size, Crc32cSums.hex(Crc32cSums.of(content)));
    }

    /** What the sources are put together, as the store knows them. */
    static WrittenObject composedOf(ObjectStore store, List<String> sources) throws IOException {
        long size = 0;
        Integer sum = 0;
        for (String source : sources) {
            ObjectVersion version = store.find(source)
                    .orElseThrow(() -> new IOException("the object " + source + " is gone, of which others consist"));
            sum = sum == null || version.crc32c() == null
                    ? null
                    : Crc32cJoin.join(sum, Crc32cSums.parseHex(version.crc32c()), version.sizeBytes());
            size += version.sizeBytes();
        }
        return new WrittenObject(size, sum == null ? null : Crc32cSums.hex(sum));
    }

    /**
     * Writes the object unless an earlier call has, of which nobody knows whether it had succeeded. For names that nobody
     * else writes.
     *
     * @throws FileAlreadyExistsException where another is of this name
     */
    public static ObjectVersion createOnce(ObjectStore store, String name, ObjectFacts facts, List<ByteBuffer> content)
            throws IOException {
        try {
            return store.create(name, facts, content);
        } catch (FileAlreadyExistsException taken) {
            return of(content).find(store, name, taken);
        }
    }

    /** As {@link #createOnce}, for an object that is put together. */
    public static ObjectVersion composeOnce(ObjectStore store, String name, ObjectFacts facts, List<String> sources)
            throws IOException {
        try {
            return store.compose(name, facts, sources);
        } catch (FileAlreadyExistsException taken) {
            return composedOf(store, sources).find(store, name, taken);
        }
    }

    ObjectVersion find(ObjectStore store, String name, FileAlreadyExistsException taken) throws IOException {
        Optional<ObjectVersion> found = store.find(name);
        if (found.isEmpty() || !is(found.get())) {
            throw taken;
        }
        return found.get();
    }

    private boolean is(ObjectVersion version) {
        return version.sizeBytes() == sizeBytes
                && (crc32c == null || version.crc32c() == null || crc32c.equals(version.crc32c()));
    }
}
