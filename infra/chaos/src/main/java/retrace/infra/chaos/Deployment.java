package retrace.infra.chaos;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Retrace as an operator runs it, in a process of its own, which can be killed and started again on the same data.
 * Thread-safe.
 */
final class Deployment implements AutoCloseable {

    private static final Pattern ADDRESS = Pattern.compile("running at (http://\\S+)");
    private static final Pattern PASSWORD = Pattern.compile("(?m)^  owner +(\\S+)$");

    private final Path folder;
    private final Map<String, String> settings;
    private @Nullable String password;
    private @Nullable RetraceProcess process;
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
        RetraceProcess started = RetraceProcess.startWithFaults(
                List.of("-Xmx768m"), arguments(), folder.resolve("output-" + starts + ".txt"));
        process = started;
        String said = started.awaitReady();
        address = found(ADDRESS, said);
        if (password == null) {
            password = found(PASSWORD, said);
        }
    }

    private List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of(
                "up",
                "--data",
                data().toString(),
                "--port=0",
                "--viewer-port=0",
                "--streamer-port=0",
                "--team=Chaos",
                "--record"));
        settings.forEach((key, value) -> arguments.add("--set=" + key + "=" + value));
        return arguments;
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
        RetraceProcess running = process;
        if (running != null) {
            running.kill();
        }
    }

    /** Nothing of it runs until the time is over; its connections stay, and its peers wait. */
    synchronized void standStill(Duration lasting) throws IOException, InterruptedException {
        RetraceProcess running = process;
        if (running != null) {
            running.standStill(lasting);
        }
    }

    /** In order, as an operator stops it. */
    @Override
    public synchronized void close() {
        RetraceProcess running = process;
        if (running != null) {
            running.close();
        }
    }
}
