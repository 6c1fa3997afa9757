package retrace.relay.testing;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.stream.Stream;
import retrace.relay.recording.spool.Spool;
import retrace.relay.recording.spool.SpoolSettings;
import retrace.relay.store.ObjectStore;

/** A spool with room enough in a folder of its own, which goes with it. */
public final class TemporarySpool implements AutoCloseable {

    private final Path folder;
    private final Spool spool;

    public TemporarySpool(ObjectStore store) {
        this(store, Long.MAX_VALUE, new SimpleMeterRegistry());
    }

    /** @param bytesMax how much it takes at most */
    public TemporarySpool(ObjectStore store, long bytesMax, MeterRegistry registry) {
        try {
            folder = Files.createTempDirectory("spool");
            spool = new Spool(settings(folder, bytesMax), store, registry, InstantSource.system());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static SpoolSettings settings(Path folder) {
        return settings(folder, Long.MAX_VALUE);
    }

    /** With short pauses, so that no test waits for them. */
    public static SpoolSettings settings(Path folder, long bytesMax) {
        return new SpoolSettings(folder, bytesMax, 0, Duration.ofMillis(20), Duration.ofMillis(100), 8);
    }

    public Spool spool() {
        return spool;
    }

    @Override
    public void close() {
        spool.close();
        if (Files.notExists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
