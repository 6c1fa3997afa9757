package retrace.infra.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import retrace.infra.chaos.Fault.ClosingStep;
import retrace.infra.chaos.Fault.Trouble;

/** The folder that is the store by default. It does as it is told: whoever plans faults of it is refused. */
final class FolderUnderTest implements StoreUnderTest {

    private final Path folder;

    FolderUnderTest(Path folder) {
        this.folder = folder;
    }

    @Override
    public Map<String, String> settings() {
        return Map.of();
    }

    @Override
    public void misbehave(Trouble trouble) {
        throw new UnsupportedOperationException("a folder does not misbehave");
    }

    @Override
    public void behave() {}

    @Override
    public void atNext(ClosingStep step, Runnable action) {
        throw new UnsupportedOperationException("a folder does not tell what is done with it");
    }

    @Override
    public List<Seen> objects() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !folder.relativize(file).toString().startsWith("."))
                    .map(this::seen)
                    .toList();
        }
    }

    private Seen seen(Path file) {
        try {
            return new Seen(
                    folder.relativize(file).toString(),
                    Files.getLastModifiedTime(file).to(TimeUnit.MICROSECONDS));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public void copy(String name, Path target) throws IOException {
        Files.copy(folder.resolve(name), target, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() {}
}
