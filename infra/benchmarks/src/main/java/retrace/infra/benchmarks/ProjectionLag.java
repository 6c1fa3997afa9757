package retrace.infra.benchmarks;

import java.io.IOException;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.axonframework.commandhandling.gateway.CommandGateway;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import retrace.command.team.Accounts;
import retrace.infra.launcher.up.RunningRetrace;
import retrace.infra.launcher.up.StartRefused;
import retrace.infra.postgres.EmbeddedDatabase;
import retrace.kernel.team.Caller;

/** How far the read models are behind while events come at a steady pace. */
@Command(
        name = "lag",
        description = "How long after a session's start is stored its row is to be seen in each read model, while"
                + " sessions come and go at a steady pace.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
final class ProjectionLag implements Callable<Integer> {

    private static final List<String> TABLES =
            List.of("sessions_log.session", "active_sessions.active_session", "recording_catalog.session");

    private static final double TARGET_MILLIS = 100;

    /** Until the relay has compared store and events for the first time: it would miss the recordings, which are none. */
    private static final Duration COMPARED = Duration.ofSeconds(25);

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandLine.Model.CommandSpec spec;

    @Option(names = "--events", defaultValue = "500", description = "How many events a second.")
    private int events;

    @Option(names = "--seconds", defaultValue = "60", description = "For how long.")
    private int seconds;

    @Option(
            names = "--warm-up",
            defaultValue = "60",
            description = "So many seconds before at the same pace, until what is measured is compiled.")
    private int warmUp;

    @Override
    public Integer call() throws IOException, SQLException, StartRefused, InterruptedException, ExecutionException {
        PrintWriter out = spec.commandLine().getOut();
        out.println(Machine.description());
        try (ScratchFolder folder = new ScratchFolder();
                RunningRetrace retrace = BenchRetrace.start(folder.path())) {
            Caller owner = retrace.application()
                    .getBean(Accounts.class)
                    .findBySignInName(retrace.newAccounts().getFirst().signInName())
                    .orElseThrow()
                    .caller();
            CommandGateway commands = retrace.application().getBean(CommandGateway.class);
            String url = retrace.application().getEnvironment().getRequiredProperty("spring.datasource.url");
            Thread.sleep(COMPARED);
            double sessionsASecond = (double) events / BriefSession.EVENTS;
            new SteadySessions(commands, owner, any -> {}).run(sessionsASecond, Duration.ofSeconds(warmUp));
            measure(out, url, commands, owner, sessionsASecond);
        }
        return CommandLine.ExitCode.OK;
    }

    private void measure(
            PrintWriter out, String url, CommandGateway commands, Caller technician, double sessionsASecond)
            throws IOException, SQLException, InterruptedException, ExecutionException {
        List<Sightings> readModels = new ArrayList<>();
        List<Future<Void>> looking = new ArrayList<>();
        SteadySessions.Begun begun;
        long before = stored(url);
        RebuildCost.Stopwatch watch = new RebuildCost.Stopwatch(DatabaseWork.serverOf(url));
        try (ExecutorService watchers = Executors.newFixedThreadPool(TABLES.size())) {
            for (String table : TABLES) {
                Sightings readModel =
                        new Sightings(table, DriverManager.getConnection(url, EmbeddedDatabase.USER, null));
                readModels.add(readModel);
                looking.add(watchers.submit(readModel));
            }
            try {
                begun = new SteadySessions(commands, technician, session -> readModels.forEach(it -> it.await(session)))
                        .run(sessionsASecond, Duration.ofSeconds(seconds));
            } finally {
                readModels.forEach(Sightings::complete);
            }
            for (Future<Void> looked : looking) {
                looked.get();
            }
        }
        show(out, stored(url) - before, begun, watch.took());
        out.printf("%-32s %8s %8s %9s %9s %9s%n", "read model", "seen", "unseen", "p50 ms", "p99 ms", "most ms");
        readModels.forEach(readModel -> show(out, readModel));
    }

    private static void show(PrintWriter out, long events, SteadySessions.Begun begun, RebuildCost.Took took) {
        out.printf(
                Locale.ROOT,
                "%n%,.0f events a second, each for %.2f CPU-ms and %.2f in the database%n",
                events / took.seconds(),
                took.cpuSeconds() * 1e3 / events,
                took.postgresCpuSeconds() * 1e3 / events);
        if (begun.missed() > 0) {
            out.printf(
                    Locale.ROOT,
                    "%,d sessions of %,d did not begin, since those before had not ended: too slow%n",
                    begun.missed(),
                    begun.missed() + begun.sessions());
        }
        if (!begun.failures().isEmpty()) {
            out.printf(
                    Locale.ROOT,
                    "%,d sessions failed, the first by %s%n",
                    begun.failures().size(),
                    begun.failures().getFirst());
        }
        out.println();
    }

    private static long stored(String url) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, EmbeddedDatabase.USER, null);
                Statement statement = connection.createStatement();
                ResultSet counted = statement.executeQuery("select count(*) from events.domain_event")) {
            counted.next();
            return counted.getLong(1);
        }
    }

    private static void show(PrintWriter out, Sightings readModel) {
        double[] lags = readModel.lagsMillis();
        double p99 = lags[lags.length * 99 / 100];
        out.printf(
                Locale.ROOT,
                "%-32s %,8d %,8d %9.1f %9.1f %9.1f%s%n",
                readModel.table(),
                lags.length,
                readModel.unseen(),
                lags[lags.length / 2],
                p99,
                lags[lags.length - 1],
                p99 > TARGET_MILLIS ? "  too slow" : "");
    }
}
