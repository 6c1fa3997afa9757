package retrace.query.eventlog;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import retrace.kernel.recording.EventLogObjects;

/**
 * The object store as the event log sees it: objects are written once, read, and listed. Thread-safe. Every failure that
 * may pass is an {@link IOException}.
 */
public interface LogObjects {

    /** Under which all objects of the log are; nothing else is. */
    String PREFIX = EventLogObjects.PREFIX;

    /**
     * @param generation the store's number for this content under this name
     * @param crc32c 8 hexadecimal digits, as the store itself has counted; null where it counts none
     */
    record Found(
            String name,
            long generation,
            long sizeBytes,
            @Nullable String crc32c) {}

    /** @return false where there is one of this name already, which stays as it is */
    boolean create(String name, byte[] content) throws IOException;

    Optional<Found> find(String name) throws IOException;

    /** @throws java.nio.file.NoSuchFileException where there is none */
    InputStream open(String name) throws IOException;

    /** Names that begin with {@code prefix}, in their order; to be closed. */
    Stream<String> list(String prefix) throws IOException;

    /**
     * @param sizeMax more is not read
     * @return empty where there is no such object
     */
    default Optional<byte[]> read(String name, int sizeMax) throws IOException {
        try (InputStream in = open(name)) {
            byte[] content = in.readNBytes(sizeMax + 1);
            if (content.length > sizeMax) {
                throw new IOException("the object " + name + " has more than " + sizeMax + " bytes");
            }
            return Optional.of(content);
        } catch (java.nio.file.NoSuchFileException e) {
            return Optional.empty();
        }
    }
}
