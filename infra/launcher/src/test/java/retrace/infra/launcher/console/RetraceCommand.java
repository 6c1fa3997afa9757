package retrace.infra.launcher.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import retrace.infra.launcher.testing.BuiltRetrace;

/** The command line as a process of its own: it takes passwords from its environment. */
final class RetraceCommand {

    private RetraceCommand() {}

    /** @return what it said */
    static String run(Map<String, String> environment, List<String> arguments)
            throws IOException, InterruptedException {
        ProcessBuilder builder = BuiltRetrace.command(arguments);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
