package retrace.infra.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import retrace.infra.postgres.CodeLocation;

/** The command line of Retrace, running in a process of its own. Thread-safe. */
final class RetraceProcess implements AutoCloseable {

    private static final Duration START_MAX = Duration.ofMinutes(5);
    private static final Duration STOP_MAX = Duration.ofMinutes(2);
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final String READY = "Ctrl-C stops it.";

    private final Process process;
    private final Path output;

    private RetraceProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /**
     * Starts what was built, without waiting for it to be ready.
     *
     * @param virtualMachine options of Java's
     * @param output where all goes that it says
     */
    static RetraceProcess start(List<String> virtualMachine, List<String> arguments, Path output) throws IOException {
        return start(virtualMachine, "", arguments, output);
    }

    /** As above, with what of this program is to happen within it. */
    static RetraceProcess startWithFaults(List<String> virtualMachine, List<String> arguments, Path output)
            throws IOException {
        return start(virtualMachine, ":" + classes(), arguments, output);
    }

    private static RetraceProcess start(
            List<String> virtualMachine, String classPathMore, List<String> arguments, Path output) throws IOException {
        Path built = classes().resolve("../../../launcher/target").normalize();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:AOTCache=" + built.resolve("retrace.aot"),
                "-Xlog:aot=error",
                "-Xlog:cds=error",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(virtualMachine);
        command.addAll(List.of(
                "-cp",
                built.resolve("launcher.jar") + ":" + built.resolve("lib") + "/*" + classPathMore,
                "retrace.infra.launcher.cli.Retrace"));
        command.addAll(arguments);
        return new RetraceProcess(
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start(),
                output);
    }

    /** Of this program; what was built of Retrace is in a module beside it. */
    private static Path classes() {
        return CodeLocation.of(RetraceProcess.class);
    }

    /** @return all that it has said until it was ready */
    String awaitReady() throws IOException, InterruptedException {
        long latest = System.nanoTime() + START_MAX.toNanos();
        String said = Files.readString(output);
        while (!said.contains(READY)) {
            if (!process.isAlive() || System.nanoTime() > latest) {
                throw new IOException("Retrace did not start: " + said);
            }
            Thread.sleep(LOOK);
            said = Files.readString(output);
        }
        return said;
    }

    /** As a power cut would: nothing of it runs another instruction. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Nothing of it runs until the time is over; its connections stay, and its peers wait. */
    void standStill(Duration lasting) throws IOException, InterruptedException {
        signal("-STOP");
        Thread.sleep(lasting);
        signal("-CONT");
    }

    private void signal(String signal) throws IOException, InterruptedException {
        new ProcessBuilder("kill", signal, Long.toString(process.pid())).start().waitFor();
    }

    /** Tells it to stop, as an operator does, and does not wait. */
    void terminate() {
        process.destroy();
    }

    /** @return what it ends with, having been told to stop */
    int awaitEnd() throws IOException, InterruptedException {
        if (!process.waitFor(STOP_MAX.toSeconds(), TimeUnit.SECONDS)) {
            throw new IOException("Retrace does not stop: " + Files.readString(output));
        }
        return process.exitValue();
    }

    boolean isRunning() {
        return process.isAlive();
    }

    /** In order, as an operator stops it. */
    @Override
    public void close() {
        terminate();
        try {
            if (!process.waitFor(STOP_MAX.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
