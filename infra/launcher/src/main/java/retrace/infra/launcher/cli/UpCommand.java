package retrace.infra.launcher.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import retrace.infra.launcher.up.DataFolder;
import retrace.infra.launcher.up.NewAccount;
import retrace.infra.launcher.up.Options;
import retrace.infra.launcher.up.RunningRetrace;
import retrace.infra.launcher.up.StartRefused;

/** {@code retrace up}: runs until it is told to stop. */
@Command(
        name = "up",
        description = "Starts everything in one process and runs until Ctrl-C.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        sortOptions = false)
final class UpCommand implements Callable<Integer> {

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // set by picocli, as are the options
    private CommandLine.Model.CommandSpec spec;

    @Option(names = "--demo", description = "Makes a demo team with a demo desktop to connect to.")
    private boolean demo;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where everything is kept. By default a folder of the user's.")
    private @Nullable Path data;

    @Option(names = "--port", defaultValue = "8080", description = "Of console and HTTP API; 0 for any that is free.")
    private int port;

    @Option(
            names = "--bind",
            defaultValue = "127.0.0.1",
            paramLabel = "ADDRESS",
            description = "The address to listen on.")
    @SuppressWarnings("NullAway.Init")
    private String bind;

    @Option(names = "--viewer-port", defaultValue = "5970", description = "Where VNC viewers connect; 0 for any.")
    private int viewerPort;

    @Option(
            names = "--streamer-port",
            defaultValue = "5500",
            description = "Where streamers dial in, as to an UltraVNC repeater or in reverse; 0 for any.")
    private int streamerPort;

    @Option(
            names = "--team",
            defaultValue = "My team",
            paramLabel = "NAME",
            description = "The team that a first start without --demo makes.")
    @SuppressWarnings("NullAway.Init")
    private String team;

    @Option(names = "--record", description = "That team records its sessions.")
    private boolean record;

    @ArgGroup(exclusive = false)
    private @Nullable TlsOptions tls;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "A setting of docs/operators/configuration.md; as often as needed.")
    private final Map<String, String> settings = new HashMap<>();

    @Override
    public Integer call() throws CommandFailed, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        if (tls != null) {
            tls.settings().forEach(settings::putIfAbsent);
        }
        Options options =
                new Options(dataFolder(data), port, bind, viewerPort, streamerPort, demo, team, record, settings);
        RunningRetrace retrace = start(options, out);
        tell(retrace, out);
        new CountDownLatch(1).await(); // until the JVM is shut down, which stops everything
        return CommandLine.ExitCode.OK;
    }

    /** @param chosen null for the user's own */
    static Path dataFolder(@Nullable Path chosen) {
        return chosen != null
                ? chosen
                : DataFolder.ofUser(
                        System.getenv(), System.getProperty("os.name"), Path.of(System.getProperty("user.home")));
    }

    private static RunningRetrace start(Options options, PrintWriter out) throws CommandFailed {
        try {
            return RunningRetrace.start(options, out);
        } catch (StartRefused e) {
            throw new CommandFailed(String.valueOf(e.getMessage()));
        }
    }

    private static void tell(RunningRetrace retrace, PrintWriter out) {
        out.println();
        out.println("Retrace is running at " + retrace.consoleAddress());
        out.println();
        List<NewAccount> accounts = retrace.newAccounts();
        if (!accounts.isEmpty()) {
            out.println("Sign in with one of these accounts. Their passwords are not shown again:");
            accounts.forEach(account -> out.printf("  %-14s %s%n", account.signInName(), account.password()));
            out.println();
        }
        out.println("A password can be reset while Retrace is stopped: retrace account reset-password NAME");
        out.println("VNC viewers connect to " + retrace.viewerAddress() + ", with a ticket as the password.");
        out.println("Streamers dial in at " + retrace.streamerAddress() + ", with a code or a number.");
        out.println("Everything is kept in " + retrace.folder().path() + ", and a log in its folder log.");
        out.println("Ctrl-C stops it.");
        out.flush();
    }
}
