package retrace.infra.benchmarks;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import retrace.infra.benchmarks.history.HistoryFolder;
import retrace.infra.benchmarks.history.HistoryPlan;
import retrace.infra.postgres.DataFolderInUse;

/** Makes a history in a data folder, on which all that reads events can be tried and measured. */
@Command(
        name = "history",
        description = "Makes the events of many months in a data folder, for other benchmarks and tools.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
final class MakeHistory implements Callable<Integer> {

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandLine.Model.CommandSpec spec;

    @Option(names = "--events", defaultValue = "1000000", description = "How many events.")
    private long events;

    @Option(names = "--teams", defaultValue = "12", description = "How many teams; the first is the largest.")
    private int teams;

    @Option(names = "--seed", defaultValue = "1", description = "Another makes other events of the same kind.")
    private long seed;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "The data folder; a history of the same kind that is there is left as it is. By default one of"
                            + " its own in the system's folder for temporary files, which stays.")
    private @Nullable Path data;

    @Override
    public Integer call() throws IOException, SQLException, InterruptedException, DataFolderInUse {
        PrintWriter out = spec.commandLine().getOut();
        HistoryPlan plan = plan();
        Path folder = data == null ? Path.of(System.getProperty("java.io.tmpdir"), "retrace-history-" + events) : data;
        out.println(Machine.description());
        long start = System.nanoTime();
        try (HistoryFolder history = HistoryFolder.open(folder)) {
            if (history.has(plan)) {
                out.println("The history is there already, in " + folder + ".");
            } else if (history.isUsed()) {
                spec.commandLine()
                        .getErr()
                        .println("There is something else in " + folder + ". Choose another folder.");
                return CommandLine.ExitCode.SOFTWARE;
            } else {
                history.make(plan, Runtime.getRuntime().availableProcessors());
                double seconds = (System.nanoTime() - start) / 1e9;
                out.printf(
                        Locale.ROOT,
                        "%,d events in %.1f s, %,.0f a second: %s%n",
                        events,
                        seconds,
                        events / seconds,
                        folder);
            }
            show(history, out);
        }
        return CommandLine.ExitCode.OK;
    }

    private HistoryPlan plan() {
        try {
            return new HistoryPlan(events, teams, seed);
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private static void show(HistoryFolder history, PrintWriter out) throws SQLException {
        try (Connection connection = history.connect();
                Statement statement = connection.createStatement()) {
            try (ResultSet sizes = statement.executeQuery("select pg_relation_size('events.domain_event'),"
                    + " pg_total_relation_size('events.domain_event'), min(time_stamp), max(time_stamp)"
                    + " from events.domain_event")) {
                sizes.next();
                out.printf(
                        Locale.ROOT,
                        "%.2f GB, with indexes %.2f GB; from %s to %s%n%n",
                        sizes.getLong(1) / 1e9,
                        sizes.getLong(2) / 1e9,
                        sizes.getString(3),
                        sizes.getString(4));
            }
            try (ResultSet mix = statement.executeQuery("select payload_type, count(*), avg(length(payload))"
                    + " from events.domain_event group by payload_type order by 2 desc, 1")) {
                out.printf("%-28s %12s %8s%n", "event", "how many", "bytes");
                while (mix.next()) {
                    out.printf(Locale.ROOT, "%-28s %,12d %8.0f%n", mix.getString(1), mix.getLong(2), mix.getDouble(3));
                }
            }
        }
    }
}
