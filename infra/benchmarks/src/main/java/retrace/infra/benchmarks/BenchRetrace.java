package retrace.infra.benchmarks;

import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.Map;
import retrace.infra.launcher.up.Options;
import retrace.infra.launcher.up.RunningRetrace;
import retrace.infra.launcher.up.StartRefused;

/** A whole Retrace as {@code retrace up} starts it, on ports that are free, with a team that records and its owner. */
final class BenchRetrace {

    private BenchRetrace() {}

    static RunningRetrace start(Path folder) throws StartRefused {
        Options options = new Options(folder.resolve("data"), 0, "127.0.0.1", 0, false, "Bench", true, Map.of());
        return RunningRetrace.start(options, new PrintWriter(Writer.nullWriter()));
    }
}
