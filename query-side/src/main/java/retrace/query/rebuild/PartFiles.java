package retrace.query.rebuild;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The events of each part in a file of its own, in a folder that goes when they have been read. */
final class PartFiles implements AutoCloseable {

    private final Path folder;

    /** To write to one file at a time. */
    private final Object[] locks;

    private PartFiles(Path folder, int parts) {
        this.folder = folder;
        this.locks = IntStream.range(0, parts).mapToObj(ignored -> new Object()).toArray();
    }

    /** @param parent the folder in which a new one is made */
    static PartFiles create(Path parent, int parts) {
        try {
            return new PartFiles(Files.createTempDirectory(parent, "retrace-rebuild-"), parts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path folder() {
        return folder;
    }

    private Path fileOf(int part) {
        return folder.resolve(Integer.toString(part));
    }

    /** Safe for several threads. */
    void append(int part, byte[] bytes, int length) throws IOException {
        synchronized (locks[part]) {
            // Opened each time: there may be more parts than files that a process may have open.
            try (OutputStream file =
                    Files.newOutputStream(fileOf(part), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                file.write(bytes, 0, length);
            }
        }
    }

    /** Reads the file of a part, which is gone then. */
    byte[] take(int part) throws IOException {
        Path file = fileOf(part);
        if (!Files.exists(file)) {
            return new byte[0];
        }
        byte[] bytes = Files.readAllBytes(file);
        Files.delete(file);
        return bytes;
    }

    @Override
    public void close() {
        delete(folder);
    }

    /** Deletes what a rebuild that was killed has left; nothing where there is nothing. */
    static void delete(Path folder) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
