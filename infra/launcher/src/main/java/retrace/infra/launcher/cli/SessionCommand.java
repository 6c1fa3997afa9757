package retrace.infra.launcher.cli;

import java.io.PrintWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import retrace.kernel.platform.Platform;
import retrace.kernel.session.ViewerKind;
import retrace.kernel.team.AccessKind;
import tools.jackson.databind.JsonNode;

/** {@code retrace session}: sessions with any VNC viewer. */
@Command(
        name = "session",
        description = "Starts sessions.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = SessionCommand.Start.class)
final class SessionCommand implements Runnable {

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** {@code retrace session start ENDPOINT}. */
    @Command(
            name = "start",
            description = {
                "Starts a session and prints where to connect a VNC viewer, and the ticket.",
                "For an attended computer that dials in, prints a code first and waits until it has."
            },
            mixinStandardHelpOptions = true,
            showDefaultValues = true)
    @SuppressWarnings("NullAway.Init") // set by picocli
    static final class Start implements Callable<Integer> {

        @CommandLine.Spec
        private CommandLine.Model.CommandSpec spec;

        @Mixin
        private ApiOptions api;

        @Parameters(paramLabel = "ENDPOINT", description = "As endpoint list shows it: identifier or name.")
        private String endpoint;

        @Option(names = "--monitor", defaultValue = "1", description = "Which of its monitors.")
        private int monitor;

        @Option(names = "--frame-rate", description = "Recorded frames a second at most.")
        private @Nullable Integer frameRate;

        @Option(
                names = "--platform",
                description = "What your viewer runs on, where it is not this machine: ${COMPLETION-CANDIDATES}.")
        private @Nullable Platform platform;

        @Override
        public Integer call() throws CommandFailed {
            Api connected = api.connect();
            JsonNode computer = identify(connected);
            String identifier = computer.path("endpoint").asString();
            PrintWriter out = spec.commandLine().getOut();
            if (needsCode(computer)) {
                DialIn.await(connected, identifier, out);
            }
            Map<String, Object> body = new HashMap<>();
            body.put("endpoint", identifier);
            body.put("monitor", monitor);
            body.put("viewer", ViewerKind.VNC_VIEWER);
            body.put("technicianPlatform", platform == null ? platformOf(System.getProperty("os.name")) : platform);
            if (frameRate != null) {
                body.put("frameRate", frameRate);
            }
            JsonNode started = connected.post("/api/sessions", body);
            out.println("session  " + started.path("session").asString());
            out.println("connect  " + started.path("viewerHost").asString() + "::"
                    + started.path("viewerPort").asInt());
            out.println("ticket   " + started.path("ticket").asString() + "  (the VNC password; good until "
                    + started.path("ticketExpiresAt").asString() + ")");
            return CommandLine.ExitCode.OK;
        }

        /** An attended computer that dials in does so with a code; any other is there or is not. */
        private static boolean needsCode(JsonNode computer) {
            return computer.path("accessKind").asString().equals(AccessKind.ATTENDED.name())
                    && computer.path("monitors").path(0).path("host").isNull();
        }

        /** @return null where it is none that Retrace knows */
        static @Nullable Platform platformOf(String osName) {
            if (osName.startsWith("Windows")) {
                return Platform.WINDOWS;
            }
            if (osName.startsWith("Mac")) {
                return Platform.MACOS;
            }
            return osName.equals("Linux") ? Platform.LINUX : null;
        }

        private JsonNode identify(Api connected) throws CommandFailed {
            for (JsonNode known : connected.get("/api/endpoints").path("items")) {
                if (known.path("endpoint").asString().equals(endpoint)
                        || known.path("name").asString().equals(endpoint)) {
                    return known;
                }
            }
            throw new CommandFailed("Your team has no computer named " + endpoint + ". See: retrace endpoint list");
        }
    }
}
