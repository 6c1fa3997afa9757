package retrace.infra.chaos;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code retrace chaos}. */
@Command(
        name = "retrace chaos",
        description = {
            "Runs Retrace against faults, and compares what was on show with what was recorded.",
            "Each run begins anew: sessions are recorded while processes are killed, the store misbehaves, and so on."
        },
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        sortOptions = false)
public final class Chaos implements Callable<Integer> {

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // set by picocli, as are the options
    private CommandLine.Model.CommandSpec spec;

    @Option(names = "--hours", defaultValue = "1", description = "For how long runs are begun.")
    private double hours;

    @Option(
            names = "--runs",
            defaultValue = "0",
            description = "So many runs and no more; 0 for as many as there is time.")
    private int runs;

    @Option(names = "--seed", description = "Decides what happens; by default another each time.")
    private @Nullable Long seed;

    @Option(names = "--desktops", defaultValue = "2", description = "How many are in a session at a time.")
    private int desktops;

    @Option(names = "--seconds", defaultValue = "120", description = "For how long technicians work in a run.")
    private int seconds;

    @Option(
            names = "--faults",
            split = ",",
            paramLabel = "KIND",
            description = "Only faults of these kinds: ${COMPLETION-CANDIDATES}. By default all.")
    private List<RunPlan.Kind> kinds = List.of(RunPlan.Kind.values());

    @Option(
            names = "--fleet",
            description = "Instead of such runs one of a fleet: two of each part, of which one each is killed.")
    private boolean fleet;

    @Option(names = "--sessions", defaultValue = "50", description = "How many sessions a fleet records at least.")
    private int sessions;

    @Option(
            names = "--axon-server",
            paramLabel = "HOST:PORT",
            description = "An Axon Server that runs there, by way of which the fleet's processes reach each other.")
    private @Nullable String axonServer;

    @Option(names = "--axon-token", paramLabel = "TOKEN", description = "What Axon Server asks for.")
    private @Nullable String axonToken;

    @Option(
            names = "--axon-trust",
            paramLabel = "FILE",
            description = "The authority of its certificate in PEM, where it speaks TLS.")
    private @Nullable Path axonTrust;

    @Option(
            names = "--axon-browser-port",
            defaultValue = "8024",
            description = "Where it tells over HTTP who has handled how much.")
    private int axonBrowserPort;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Chaos()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException, SQLException {
        PrintWriter out = spec.commandLine().getOut();
        return (fleet ? isGoodOfFleet(out) : areGood(out)) ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private boolean isGoodOfFleet(PrintWriter out) throws IOException, InterruptedException, SQLException {
        Path folder = Files.createTempDirectory("retrace-chaos");
        @Nullable
        AxonServerUnderTest server =
                axonServer == null ? null : new AxonServerUnderTest(axonServer, axonToken, axonTrust, axonBrowserPort);
        out.println("run of a fleet in " + folder);
        out.flush();
        FleetRun.Result result = new FleetRun(sessions, server, folder, out).run();
        end(folder, result.wrong(), result.isGood(), out);
        return result.isGood();
    }

    private boolean areGood(PrintWriter out) throws IOException, InterruptedException, SQLException {
        long first = seed == null ? new Random().nextLong(1_000_000) : seed;
        long end = System.nanoTime() + (long) (hours * Duration.ofHours(1).toNanos());
        Totals totals = new Totals();
        while (System.nanoTime() < end && (runs == 0 || totals.runs() < runs)) {
            long next = first + totals.runs();
            out.println("run with seed " + next);
            out.flush();
            totals.add(run(RunPlan.random(next, desktops, Duration.ofSeconds(seconds), kinds), out));
            out.println(totals);
            out.flush();
        }
        return totals.isGood();
    }

    private static ChaosRun.Result run(RunPlan plan, PrintWriter out)
            throws IOException, InterruptedException, SQLException {
        Path folder = Files.createTempDirectory("retrace-chaos");
        ChaosRun.Result result = new ChaosRun(plan, folder, out).run();
        end(folder, result.verdict().faults(), result.verdict().isGood(), out);
        return result;
    }

    private static void end(Path folder, List<String> wrong, boolean good, PrintWriter out) throws IOException {
        wrong.forEach(sentence -> out.println("  WRONG: " + sentence));
        if (good) {
            FileSystemUtils.deleteRecursively(folder);
        } else {
            out.println("  all of it is kept in " + folder);
        }
    }
}
