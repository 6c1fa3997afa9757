package retrace.infra.streamer;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** Runs the demo desktop alone: {@code Main [PORT ...]}, one port a monitor; the password from the environment. */
final class Main {

    /** Environment variable with the VNC password; not an argument, which all of the machine could read. */
    private static final String PASSWORD_VARIABLE = "RETRACE_DEMO_PASSWORD";

    private static final int PORT_MAX = 65535;

    private Main() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Optional<DemoStreamer.Config> config = config(arguments);
        if (config.isEmpty()) {
            System.err.println("Usage: Main [PORT ...]   one port for each monitor, 1 to 8 of them, each 0 to 65535");
            System.exit(2);
            return;
        }
        try (DemoStreamer streamer = DemoStreamer.start(config.get())) {
            streamer.monitors()
                    .forEach(monitor ->
                            System.out.println(monitor.name() + ": " + monitor.host() + " port " + monitor.port()));
            new CountDownLatch(1).await();
        }
    }

    private static Optional<DemoStreamer.Config> config(String[] arguments) {
        DemoStreamer.Config config = DemoStreamer.Config.standard();
        if (arguments.length > 0) {
            boolean arePorts = Arrays.stream(arguments)
                    .allMatch(argument -> argument.matches("[0-9]{1,5}") && Integer.parseInt(argument) <= PORT_MAX);
            if (!arePorts || arguments.length > DemoStreamer.Config.MONITORS_MAX) {
                return Optional.empty();
            }
            List<Integer> ports = Arrays.stream(arguments).map(Integer::valueOf).toList();
            config = config.withPorts(ports);
        }
        String password = System.getenv(PASSWORD_VARIABLE);
        return Optional.of(password == null ? config : config.withPassword(password));
    }
}
