package retrace.infra.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The clock of a deployment's processes, which can be set while they run, by the library of {@code faketime}. It leaves
 * alone the clock that only ever goes on, as setting the real one would.
 */
final class SteppedClock {

    private static final Path LIBRARIES = Path.of("/usr/lib");

    private final Path offset;
    private final Path library;

    /** @throws IOException where the library is not installed */
    SteppedClock(Path folder) throws IOException {
        library = library();
        offset = folder.resolve("clock-offset");
        set(Duration.ZERO);
    }

    private static Path library() throws IOException {
        try (Stream<Path> found =
                Files.find(LIBRARIES, 4, (file, attributes) -> file.endsWith("faketime/libfaketimeMT.so.1"))) {
            return found.findFirst()
                    .orElseThrow(() -> new IOException(
                            "To set the clock the library of the package faketime is needed. Install it."));
        }
    }

    Map<String, String> environment() {
        return Map.of(
                "LD_PRELOAD",
                library.toString(),
                "FAKETIME_TIMESTAMP_FILE",
                offset.toString(),
                "FAKETIME_NO_CACHE",
                "1",
                "FAKETIME_DONT_FAKE_MONOTONIC",
                "1");
    }

    /** @param fromReal how far it is from the real time */
    void set(Duration fromReal) throws IOException {
        Files.writeString(offset, (fromReal.isNegative() ? "" : "+") + fromReal.toSeconds() + "\n");
    }
}
