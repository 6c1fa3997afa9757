package retrace.infra.chaos;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import retrace.infra.postgres.CodeLocation;
import retrace.relay.testing.Program;

/** HAProxy in front of a fleet, with the configuration that operators get. */
final class FleetProxy implements AutoCloseable {

    private static final Duration START_MAX = Duration.ofSeconds(20);
    private static final Duration LOOK = Duration.ofMillis(50);

    private final Process process;
    private final int port;

    private FleetProxy(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * @param hostAndPort of each process of the fleet, by its name
     * @param output where all goes that it says
     */
    static FleetProxy start(UnaryOperator<String> hostAndPort, Path output) throws IOException, InterruptedException {
        int port = Program.freePort();
        ProcessBuilder builder = new ProcessBuilder(
                        "haproxy", "-db", "-f", configuration().toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        Map<String, String> environment = builder.environment();
        environment.put("LISTEN", "127.0.0.1:" + port);
        for (String name :
                new String[] {"command-side-1", "command-side-2", "query-side-1", "query-side-2", "relay-1", "relay-2"
                }) {
            environment.put(name.replace('-', '_').toUpperCase(Locale.ROOT), hostAndPort.apply(name));
        }
        FleetProxy proxy = new FleetProxy(builder.start(), port);
        proxy.awaitListening();
        return proxy;
    }

    /** In the tree that this was built in, wherever it is run from. */
    private static Path configuration() {
        return CodeLocation.of(FleetProxy.class)
                .resolve("../../../deploy/proxy/haproxy.cfg")
                .normalize();
    }

    private void awaitListening() throws IOException, InterruptedException {
        long latest = System.nanoTime() + START_MAX.toNanos();
        while (true) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (IOException e) {
                if (!process.isAlive() || System.nanoTime() > latest) {
                    throw new IOException("HAProxy did not start", e);
                }
                Thread.sleep(LOOK);
            }
        }
    }

    String address() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(START_MAX.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
