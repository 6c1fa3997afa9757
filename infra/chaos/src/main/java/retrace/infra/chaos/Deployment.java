package retrace.infra.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Retrace as an operator runs it, in a process of its own, which can be killed and started again on the same data.
 * Thread-safe.
 */
final class Deployment implements AutoCloseable {

    private static final Duration START_MAX = Duration.ofMinutes(3);
    private static final Duration STOP_MAX = Duration.ofMinutes(2);
    private static final Pattern ADDRESS = Pattern.compile("running at (http://\\S+)");
    private static final Pattern PASSWORD = Pattern.compile("(?m)^  owner +(\\S+)$");
    private static final String READY = "Ctrl-C stops it.";

    private final Path folder;
    private final Map<String, String> settings;
    private @Nullable String password;
    private @Nullable Process process;
    private @Nullable String address;
    private int starts;

    /**
     * @param folder for its data and what it says
     * @param settings as for {@code --set}
     */
    Deployment(Path folder, Map<String, String> settings) {
        this.folder = folder;
        this.settings = Map.copyOf(settings);
    }

    /** Starts it and waits until it is there. */
    synchronized void start() throws IOException, InterruptedException {
        starts++;
        Path output = folder.resolve("output-" + starts + ".txt");
        ProcessBuilder builder =
                new ProcessBuilder(command()).redirectErrorStream(true).redirectOutput(output.toFile());
        Process started = builder.start();
        process = started;
        String said = awaitReady(started, output);
        address = found(ADDRESS, said);
        if (password == null) {
            password = found(PASSWORD, said);
        }
    }

    private List<String> command() {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Xmx768m",
                "-cp",
                System.getProperty("java.class.path"),
                "retrace.infra.launcher.cli.Retrace",
                "up",
                "--data",
                data().toString(),
                "--port=0",
                "--viewer-port=0",
                "--streamer-port=0",
                "--team=Chaos",
                "--record"));
        settings.forEach((key, value) -> command.add("--set=" + key + "=" + value));
        return command;
    }

    private static String awaitReady(Process started, Path output) throws IOException, InterruptedException {
        long latest = System.nanoTime() + START_MAX.toNanos();
        String said = Files.readString(output);
        while (!said.contains(READY)) {
            if (!started.isAlive() || System.nanoTime() > latest) {
                throw new IOException("Retrace did not start: " + said);
            }
            Thread.sleep(50);
            said = Files.readString(output);
        }
        return said;
    }

    private static String found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException(pattern + " is not in: " + text);
        }
        return matcher.group(1);
    }

    Path data() {
        return folder.resolve("data");
    }

    synchronized Api api() {
        if (address == null || password == null) {
            throw new IllegalStateException("it has not been started");
        }
        return new Api(address, "owner", password);
    }

    /** As a power cut would: nothing of it runs another instruction. */
    synchronized void kill() throws InterruptedException {
        Process running = process;
        if (running != null) {
            running.destroyForcibly().waitFor();
        }
    }

    /** Nothing of it runs until the time is over; its connections stay, and its peers wait. */
    synchronized void standStill(Duration lasting) throws IOException, InterruptedException {
        Process running = process;
        if (running != null) {
            signal(running, "-STOP");
            Thread.sleep(lasting);
            signal(running, "-CONT");
        }
    }

    private static void signal(Process process, String signal) throws IOException, InterruptedException {
        new ProcessBuilder("kill", signal, Long.toString(process.pid())).start().waitFor();
    }

    /** In order, as an operator stops it. */
    @Override
    public synchronized void close() {
        Process running = process;
        if (running == null) {
            return;
        }
        running.destroy();
        try {
            if (!running.waitFor(STOP_MAX.toSeconds(), TimeUnit.SECONDS)) {
                running.destroyForcibly();
            }
        } catch (InterruptedException e) {
            running.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
