package retrace.infra.streamer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Programs of this machine that a test starts; all of them end with the test. One that is missing fails the test. */
final class Programs implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 30;

    private final Deque<Process> running = new ArrayDeque<>();
    private final Path logs;
    private final Map<String, String> environment;

    Programs(Path logs, Map<String, String> environment) {
        this.logs = logs;
        this.environment = environment;
    }

    /** Starts one that goes on running. */
    Process start(String... command) throws IOException {
        Process process = builder(command).start();
        running.push(process);
        return process;
    }

    /** Runs one to its end, and answers what it wrote. */
    String run(String... command) throws IOException, InterruptedException {
        Path log = logOf(command);
        Process process = builder(command).start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            throw new AssertionError(command[0] + " did not end: " + Files.readString(log));
        }
        String said = Files.readString(log, StandardCharsets.UTF_8);
        if (process.exitValue() != 0) {
            throw new AssertionError(command[0] + " ended with " + process.exitValue() + ": " + said);
        }
        return said;
    }

    private ProcessBuilder builder(String... command) {
        ProcessBuilder builder = new ProcessBuilder(List.of(command));
        builder.environment().putAll(environment);
        return builder.redirectErrorStream(true).redirectOutput(logOf(command).toFile());
    }

    private Path logOf(String... command) {
        return logs.resolve(command[0] + "-" + Integer.toHexString(Arrays.hashCode(command)) + ".log");
    }

    @Override
    public void close() throws InterruptedException {
        for (Process process : running) {
            process.destroy();
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        }
    }
}
