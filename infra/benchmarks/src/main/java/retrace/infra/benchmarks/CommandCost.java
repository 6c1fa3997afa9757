package retrace.infra.benchmarks;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import retrace.infra.launcher.up.NewAccount;
import retrace.infra.launcher.up.RunningRetrace;
import retrace.infra.launcher.up.StartRefused;
import retrace.infra.postgres.EmbeddedDatabase;

/** How many commands a second a whole Retrace decides and stores, beside what its database can store at all. */
@Command(
        name = "commands",
        description = "Commands a second through the HTTP API, each stored before it is answered, compared with single"
                + " inserts a second into the same database over as many connections.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
final class CommandCost implements Callable<Integer> {

    private static final double TARGET = 0.5;

    private static final Duration WARM_UP_ROUND = Duration.ofSeconds(1);
    private static final Duration WARM_UP_MAX = Duration.ofMinutes(3);

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandLine.Model.CommandSpec spec;

    @Option(
            names = "--connections",
            split = ",",
            defaultValue = "1,4,16",
            description = "How many people ask at a time, each over a connection of its own, one row for each number.")
    private List<Integer> connections = List.of();

    @Option(names = "--seconds", defaultValue = "15", description = "How long each is measured.")
    private int seconds;

    @Option(
            names = "--warm-up",
            defaultValue = "50000",
            description = "So many commands before, by all at a time, until what is measured is compiled.")
    private int warmUp;

    @Override
    public Integer call() throws IOException, SQLException, StartRefused, InterruptedException, ExecutionException {
        PrintWriter out = spec.commandLine().getOut();
        out.println(Machine.description());
        int most = connections.stream().mapToInt(Integer::intValue).max().orElse(1);
        SignedInClient.keepConnections(most);
        try (ScratchFolder folder = new ScratchFolder();
                RunningRetrace retrace = BenchRetrace.start(folder.path())) {
            NewAccount owner = retrace.newAccounts().getFirst();
            List<ComputerChanges> people = new ArrayList<>();
            for (int i = 0; i < most; i++) {
                people.add(new ComputerChanges(SignedInClient.signIn(
                        URI.create(retrace.consoleAddress()), owner.signInName(), owner.password())));
            }
            warmUp(people);
            String url = retrace.application().getEnvironment().getRequiredProperty("spring.datasource.url");
            out.printf(
                    "%n%11s %12s %12s %8s %12s %8s %12s %12s %12s %12s%n",
                    "connections",
                    "commands/s",
                    "inserts/s",
                    "ratio",
                    "answers/s",
                    "at most",
                    "CPU-ms each",
                    "in database",
                    "transactions",
                    "WAL flushes");
            for (int count : connections) {
                show(out, people.subList(0, count), url);
            }
        }
        return CommandLine.ExitCode.OK;
    }

    private void warmUp(List<ComputerChanges> people) throws InterruptedException, ExecutionException {
        double made = 0;
        for (long start = System.nanoTime(); made < warmUp && System.nanoTime() - start < WARM_UP_MAX.toNanos(); ) {
            made += Together.callsASecond(people, WARM_UP_ROUND) * WARM_UP_ROUND.toSeconds();
        }
    }

    /** The floor is measured before and after, since machines drift. */
    private void show(PrintWriter out, List<ComputerChanges> people, String url)
            throws IOException, SQLException, InterruptedException, ExecutionException {
        double before = inserts(people.size(), url);
        DatabaseWork workBefore = DatabaseWork.soFar(url);
        RebuildCost.Stopwatch watch = new RebuildCost.Stopwatch(DatabaseWork.serverOf(url));
        double commands = Together.callsASecond(people, Duration.ofSeconds(seconds));
        RebuildCost.Took took = watch.took();
        DatabaseWork work = DatabaseWork.soFar(url).since(workBefore);
        double inserts = (before + inserts(people.size(), url)) / 2;
        double answers = answers(people);
        double made = commands * seconds;
        out.printf(
                Locale.ROOT,
                "%11d %,12.0f %,12.0f %8.2f %,12.0f %8.2f %12.2f %12.2f %12.1f %12.2f%s%n",
                people.size(),
                commands,
                inserts,
                commands / inserts,
                answers,
                answers / (answers + inserts),
                took.cpuSeconds() * 1e3 / made,
                took.postgresCpuSeconds() * 1e3 / made,
                work.transactions() / made,
                work.flushes() / made,
                commands < TARGET * inserts ? "  too slow" : "");
        out.flush();
    }

    /**
     * Requests that ask who one is, of which nothing is decided and nothing stored. A command is such a request and an
     * insert at the least; where both take all processors, the ratio can be no more than one after the other gives.
     */
    private double answers(List<ComputerChanges> people) throws InterruptedException, ExecutionException {
        List<Callable<String>> asking = people.stream()
                .<Callable<String>>map(person -> () -> person.client().call("GET", "/api/me", null))
                .toList();
        return Together.callsASecond(asking, Duration.ofMillis(seconds * 500L));
    }

    private double inserts(int count, String url) throws SQLException, InterruptedException, ExecutionException {
        try (CommitFloor floor = new CommitFloor(url, EmbeddedDatabase.USER, count)) {
            return Together.callsASecond(floor.workers(), Duration.ofMillis(seconds * 500L));
        }
    }
}
