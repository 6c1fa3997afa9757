package retrace.infra.launcher.testing;

import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.util.FileSystemUtils;
import retrace.infra.launcher.up.Options;
import retrace.infra.launcher.up.RunningRetrace;

/**
 * Retrace with its demo, started for the first class that wants it and shared by all that do: starting takes longer than
 * most tests. What a test makes in it stays, so tests look for their own.
 */
public final class DemoRetrace implements BeforeAllCallback {

    /** Locked by the classes that share it, which run one after the other. */
    public static final String SHARED = "DemoRetrace";

    /** Reads the figures and nothing else. */
    public static final String METRICS_KEY = "a-key-for-the-figures-of-the-demo-alone";

    private @Nullable Started started;

    private record Started(Path folder, RunningRetrace retrace) implements AutoCloseable {

        static Started start() {
            try {
                Path folder = Files.createTempDirectory("retrace-demo");
                return new Started(
                        folder,
                        RunningRetrace.start(
                                new Options(
                                        folder,
                                        0,
                                        "127.0.0.1",
                                        0,
                                        true,
                                        "",
                                        false,
                                        Map.of("retrace.security.metrics-key", METRICS_KEY)),
                                new PrintWriter(Writer.nullWriter())));
            } catch (Exception e) {
                throw new IllegalStateException("Retrace did not start", e);
            }
        }

        @Override
        public void close() throws Exception {
            retrace.close();
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        started = context.getRoot()
                .getStore(ExtensionContext.Namespace.create(DemoRetrace.class))
                .computeIfAbsent("started", key -> Started.start(), Started.class);
    }

    public RunningRetrace running() {
        return known().retrace();
    }

    /** Where its data are, the operator's key among them. */
    public Path folder() {
        return known().folder();
    }

    private Started known() {
        if (started == null) {
            throw new IllegalStateException("not started");
        }
        return started;
    }
}
