package retrace.infra.launcher.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import retrace.infra.launcher.part.Part;
import retrace.infra.launcher.part.PartOptions;
import retrace.infra.launcher.part.RunningPart;
import retrace.infra.launcher.up.StartRefused;

/** {@code retrace command-side}, {@code query-side} and {@code relay}: each runs until it is told to stop. */
abstract class PartCommand implements Callable<Integer> {

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // set by picocli, as are the options
    private CommandLine.Model.CommandSpec spec;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "A file of settings, .properties or .yaml. Those of the environment come before it, and"
                    + " options before all.")
    private @Nullable Path configuration;

    @Option(
            names = "--database",
            paramLabel = "URL",
            description = "The JDBC address of the PostgreSQL that the fleet shares. User and password are taken from "
                    + DatabaseOptions.USER + " and " + DatabaseOptions.PASSWORD + ".")
    private @Nullable String database;

    @Option(names = "--port", description = "Of its HTTP API and its health; 0 for any that is free.")
    private @Nullable Integer port;

    @Option(names = "--bind", paramLabel = "ADDRESS", description = "The address to listen on. By default 127.0.0.1.")
    private @Nullable String bind;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "A setting of docs/operators/configuration.md; as often as needed.")
    private final Map<String, String> settings = new HashMap<>();

    private final Part part;

    PartCommand(Part part) {
        this.part = part;
    }

    @Override
    public Integer call() throws CommandFailed, InterruptedException {
        RunningPart running;
        try {
            running = RunningPart.start(part, new PartOptions(configuration, chosen(System.getenv())));
        } catch (StartRefused e) {
            throw new CommandFailed(String.valueOf(e.getMessage()));
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println("The " + part.word() + " is running at " + running.address());
        out.println("Ctrl-C stops it.");
        out.flush();
        new CountDownLatch(1).await(); // until the JVM is shut down, which stops everything
        return CommandLine.ExitCode.OK;
    }

    private Map<String, String> chosen(Map<String, String> environment) {
        Map<String, String> chosen = new HashMap<>(settings);
        put(chosen, "spring.datasource.url", database);
        put(chosen, "spring.datasource.username", environment.get(DatabaseOptions.USER));
        put(chosen, "spring.datasource.password", environment.get(DatabaseOptions.PASSWORD));
        put(chosen, "server.port", port == null ? null : port.toString());
        if (bind != null) {
            chosen.put("server.address", bind);
            if (part == Part.RELAY) {
                chosen.putIfAbsent("retrace.relay.bind-address", bind);
            }
        }
        return chosen;
    }

    private static void put(Map<String, String> settings, String key, @Nullable String value) {
        if (value != null) {
            settings.put(key, value);
        }
    }

    /** {@code retrace command-side}. */
    @Command(
            name = "command-side",
            description = "Starts one command side of a fleet and runs until Ctrl-C.",
            mixinStandardHelpOptions = true,
            sortOptions = false)
    static final class CommandSide extends PartCommand {
        CommandSide() {
            super(Part.COMMAND_SIDE);
        }
    }

    /** {@code retrace query-side}. */
    @Command(
            name = "query-side",
            description = "Starts one query side of a fleet, with the console, and runs until Ctrl-C.",
            mixinStandardHelpOptions = true,
            sortOptions = false)
    static final class QuerySide extends PartCommand {
        QuerySide() {
            super(Part.QUERY_SIDE);
        }
    }

    /** {@code retrace relay}. */
    @Command(
            name = "relay",
            description = {
                "Starts one relay of a fleet and runs until Ctrl-C.",
                "Told to stop, it takes no new sessions and lets those that run go on for retrace.relay.drain-max."
            },
            mixinStandardHelpOptions = true,
            sortOptions = false)
    static final class Relay extends PartCommand {
        Relay() {
            super(Part.RELAY);
        }
    }
}
