package retrace.infra.launcher.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import retrace.kernel.endpoint.StreamerAddress;
import retrace.kernel.platform.Platform;
import retrace.kernel.team.AccessKind;
import tools.jackson.databind.JsonNode;

/** {@code retrace endpoint}: the team's computers. */
@Command(
        name = "endpoint",
        description = "Adds and lists computers.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {EndpointCommand.Add.class, EndpointCommand.ListAll.class})
final class EndpointCommand implements Runnable {

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** {@code retrace endpoint add NAME --monitor HOST:PORT}, or {@code --dials-in}. */
    @Command(
            name = "add",
            description = "Adds a computer that runs a VNC server: one that is dialled, or one that dials in.",
            mixinStandardHelpOptions = true,
            showDefaultValues = true,
            sortOptions = false)
    @SuppressWarnings("NullAway.Init") // set by picocli
    static final class Add implements Callable<Integer> {

        private static final String VNC_PASSWORD = "RETRACE_VNC_PASSWORD";

        @CommandLine.Spec
        private CommandLine.Model.CommandSpec spec;

        @Mixin
        private ApiOptions api;

        @Parameters(paramLabel = "NAME", description = "What people call it.")
        private String name;

        @ArgGroup(multiplicity = "1")
        private HowReached howReached;

        /** One of two. */
        static final class HowReached {

            @Option(
                    names = "--monitor",
                    required = true,
                    paramLabel = "[NAME=]HOST:PORT",
                    showDefaultValue = CommandLine.Help.Visibility.NEVER,
                    description = "Where the VNC server shows a monitor; once for each.")
            private List<String> monitors = List.of();

            @Option(
                    names = "--dials-in",
                    required = true,
                    description = "The VNC server dials in: with a code in attended access, else with its number.")
            private boolean dialsIn;
        }

        @Option(
                names = "--dial-in-host",
                paramLabel = "ADDRESS",
                description = "The IP address that it dials in from, where it connects in reverse and gives no number.")
        private @Nullable String dialInHost;

        @Option(names = "--platform", defaultValue = "LINUX", description = "One of ${COMPLETION-CANDIDATES}.")
        private Platform platform;

        @Option(names = "--access", defaultValue = "UNATTENDED", description = "One of ${COMPLETION-CANDIDATES}.")
        private AccessKind accessKind;

        @Option(names = "--streamer-version", paramLabel = "VERSION", description = "Of the VNC server.")
        private @Nullable String streamerVersion;

        @Option(
                names = "--vnc-password",
                description = "The VNC server wants a password: taken from " + VNC_PASSWORD + " or asked for.")
        private boolean vncPassword;

        @Override
        public Integer call() throws CommandFailed {
            Map<String, Object> body = new HashMap<>();
            body.put("name", name);
            body.put("platform", platform);
            body.put("accessKind", accessKind);
            body.put("monitors", monitorsAsked());
            if (streamerVersion != null) {
                body.put("streamerVersion", streamerVersion);
            }
            if (vncPassword) {
                body.put("vncPassword", ApiOptions.secret(VNC_PASSWORD, "The VNC server's password"));
            }
            if (dialInHost != null) {
                body.put("dialInHost", dialInHost);
            }
            JsonNode added = api.connect().post("/api/endpoints", body);
            PrintWriter out = spec.commandLine().getOut();
            out.println(added.path("endpoint").asString());
            if (added.path("dialIn").isObject()) {
                out.println("number  " + added.path("dialIn").path("number").asString() + "  (not shown again)");
                DialIn.print(added.path("dialIn"), out);
            }
            return CommandLine.ExitCode.OK;
        }

        private List<Map<String, Object>> monitorsAsked() throws CommandFailed {
            List<Map<String, Object>> asked = new ArrayList<>();
            if (howReached.dialsIn) {
                return List.of(Map.of("name", "Main"));
            }
            for (String monitor : howReached.monitors) {
                int equals = monitor.indexOf('=');
                String monitorName = equals < 0 ? "Monitor " + (asked.size() + 1) : monitor.substring(0, equals);
                StreamerAddress address = addressOf(monitor.substring(equals + 1));
                asked.add(Map.of("name", monitorName, "host", address.host(), "port", address.port()));
            }
            return asked;
        }

        /** {@code host:port}, or {@code [IPv6 address]:port}. */
        static StreamerAddress addressOf(String text) throws CommandFailed {
            int colon = text.lastIndexOf(':');
            try {
                String host = text.substring(0, Math.max(colon, 0));
                boolean bracketed = host.startsWith("[") && host.endsWith("]");
                return new StreamerAddress(
                        bracketed ? host.substring(1, host.length() - 1) : host,
                        Integer.parseInt(text.substring(colon + 1)));
            } catch (IllegalArgumentException e) {
                throw new CommandFailed("'" + text + "' is not a VNC server's address such as 10.0.0.7:5900.");
            }
        }
    }

    /** {@code retrace endpoint list}. */
    @Command(name = "list", description = "Lists the team's computers.", mixinStandardHelpOptions = true)
    @SuppressWarnings("NullAway.Init") // set by picocli
    static final class ListAll implements Callable<Integer> {

        @CommandLine.Spec
        private CommandLine.Model.CommandSpec spec;

        @Mixin
        private ApiOptions api;

        @Override
        public Integer call() throws CommandFailed {
            PrintWriter out = spec.commandLine().getOut();
            for (JsonNode endpoint : api.connect().get("/api/endpoints").path("items")) {
                out.printf(
                        "%s  %-8s %-10s %d monitor(s)  %s%n",
                        endpoint.path("endpoint").asString(),
                        endpoint.path("platform").asString(),
                        endpoint.path("accessKind").asString(),
                        endpoint.path("monitors").size(),
                        endpoint.path("name").asString());
            }
            return CommandLine.ExitCode.OK;
        }
    }
}
