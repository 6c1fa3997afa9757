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
import retrace.kernel.session.ViewerKind;
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
            description = "Starts a session and prints where to connect a VNC viewer, and the ticket.",
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

        @Override
        public Integer call() throws CommandFailed {
            Api connected = api.connect();
            Map<String, Object> body = new HashMap<>();
            body.put("endpoint", identify(connected));
            body.put("monitor", monitor);
            body.put("viewer", ViewerKind.VNC_VIEWER);
            if (frameRate != null) {
                body.put("frameRate", frameRate);
            }
            JsonNode started = connected.post("/api/sessions", body);
            PrintWriter out = spec.commandLine().getOut();
            out.println("session  " + started.path("session").asString());
            out.println("connect  " + started.path("viewerHost").asString() + "::"
                    + started.path("viewerPort").asInt());
            out.println("ticket   " + started.path("ticket").asString() + "  (the VNC password; good until "
                    + started.path("ticketExpiresAt").asString() + ")");
            return CommandLine.ExitCode.OK;
        }

        private String identify(Api connected) throws CommandFailed {
            if (endpoint.startsWith("endpoint-")) {
                return endpoint;
            }
            for (JsonNode known : connected.get("/api/endpoints").path("items")) {
                if (known.path("name").asString().equals(endpoint)) {
                    return known.path("endpoint").asString();
                }
            }
            throw new CommandFailed("Your team has no computer named " + endpoint + ". See: retrace endpoint list");
        }
    }
}
