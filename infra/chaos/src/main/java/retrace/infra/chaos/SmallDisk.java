package retrace.infra.chaos;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A file system of its own that is small enough to be filled. Making one takes the rights of root. */
final class SmallDisk implements AutoCloseable {

    private static final String SIZE = "48m";

    private final Path folder;
    private final Path filler;

    SmallDisk(Path folder) throws IOException, InterruptedException {
        this.folder = Files.createDirectories(folder);
        filler = folder.resolve("filler");
        run(List.of("mount", "-t", "tmpfs", "-o", "size=" + SIZE, "tmpfs", folder.toString()));
    }

    Path folder() {
        return folder;
    }

    /** To the last byte. */
    void fill() throws IOException {
        try (OutputStream out = Files.newOutputStream(filler)) {
            byte[] zeros = new byte[64 << 10];
            while (true) {
                out.write(zeros);
            }
        } catch (IOException e) {
            if (!Files.exists(filler)) {
                throw e;
            } // it is full
        }
    }

    void free() throws IOException {
        Files.deleteIfExists(filler);
    }

    @Override
    public void close() {
        try {
            run(List.of("umount", folder.toString()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).inheritIO().start();
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + " failed; it takes the rights of root");
        }
    }
}
