package retrace.infra.benchmarks;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import retrace.infra.benchmarks.history.HistoryFolder;
import retrace.infra.postgres.DataFolderInUse;
import retrace.infra.postgres.EmbeddedDatabase;
import retrace.query.activesessions.ActiveSessionsProjection;
import retrace.query.readmodel.Projected;
import retrace.query.rebuild.Rebuild;
import retrace.query.rebuild.RebuildRefused;
import retrace.query.recordingcatalog.RecordingCatalogProjection;
import retrace.query.sessionslog.SessionsLogProjection;

/** How fast read models are rebuilt, beside what PostgreSQL takes for the same rows and what Axon takes to replay. */
@Command(
        name = "rebuild",
        description =
                "How fast sessions-log, active-sessions and recording-catalog are rebuilt together from a history,"
                        + " compared with COPY of the same rows and with Axon's own replay.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
final class RebuildCost implements Callable<Integer> {

    private static final List<Projected> READ_MODELS = List.of(
            SessionsLogProjection.PROJECTED, ActiveSessionsProjection.PROJECTED, RecordingCatalogProjection.PROJECTED);

    private static final double TARGET_OF_COPY = 0.5;
    private static final double TARGET_OF_REPLAY = 20;

    private static final Comparator<Took> LEAST_CPU = Comparator.comparingDouble(Took::allCpuSeconds);

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandLine.Model.CommandSpec spec;

    @Option(names = "--data", paramLabel = "DIR", required = true, description = "A folder of 'bench history'.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path data;

    @Option(
            names = "--replayed",
            defaultValue = "20000",
            description = "How many of the events, the first, are replayed by Axon, which would take hours for all.")
    private long replayed;

    @Option(
            names = "--runs",
            defaultValue = "1",
            description = "How often it is rebuilt and copied; the ratios are of the runs that took the least CPU."
                    + " Java has compiled less in the first than in the others.")
    private int runs;

    @Override
    public Integer call() throws IOException, SQLException, DataFolderInUse, RebuildRefused, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        out.println(Machine.description());
        try (HistoryFolder history = HistoryFolder.open(data);
                Connection connection = history.connect()) {
            long events = count(connection);
            out.printf(Locale.ROOT, "%,d events%n", events);
            DataSource database = new DriverManagerDataSource(history.jdbcUrl(), EmbeddedDatabase.USER, "");
            Stopwatch watch = new Stopwatch(serverOf(connection));
            List<Took> rebuilds = new ArrayList<>();
            List<Took> copies = new ArrayList<>();
            for (int run = 0; run < runs; run++) {
                RebuildPhases phases = new RebuildPhases(watch);
                Rebuild.Wishes wishes =
                        new Rebuild.Wishes(true, false, true, OptionalInt.empty(), Rebuild.Effort.DEFAULT);
                watch.start();
                new Rebuild(database, wishes, phases, Clock.systemUTC()).run(READ_MODELS);
                rebuilds.add(watch.took());
                show(out, "rebuild", events, rebuilds.getLast(), phases.toString());
                copies.add(CopyFloor.took(connection, READ_MODELS, watch));
                show(out, "COPY of the same rows, then indexes", events, copies.getLast(), "");
            }
            Took rebuild = Collections.min(rebuilds, LEAST_CPU);
            Took copy = Collections.min(copies, LEAST_CPU);
            long some = Math.min(replayed, events);
            Took replay = NaiveReplay.took(history, some, READ_MODELS, watch);
            show(out, "Axon's replay, an event a transaction", some, replay, "");
            out.printf(
                    Locale.ROOT,
                    "%.2f of COPY's speed (target %.2f), %.1f times its CPU time, %.0f times Axon's replay (target %.0f)%n",
                    copy.seconds() / rebuild.seconds(),
                    TARGET_OF_COPY,
                    rebuild.allCpuSeconds() / copy.allCpuSeconds(),
                    (events / rebuild.seconds()) / (some / replay.seconds()),
                    TARGET_OF_REPLAY);
        }
        return CommandLine.ExitCode.OK;
    }

    private static long serverOf(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet file = statement.executeQuery("select pg_read_file('postmaster.pid')")) {
            file.next();
            return file.getString(1)
                    .lines()
                    .mapToLong(Long::parseLong)
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static void show(PrintWriter out, String what, long events, Took took, String more) {
        out.printf(
                Locale.ROOT,
                "%-38s %,11d events in %7.1f s, %,9.0f a second, CPU %.1f s + PostgreSQL's %.1f s%s%n",
                what,
                events,
                took.seconds(),
                events / took.seconds(),
                took.cpuSeconds(),
                took.postgresCpuSeconds(),
                more);
        out.flush();
    }

    private static long count(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet counted = statement.executeQuery("select count(*) from events.domain_event")) {
            counted.next();
            return counted.getLong(1);
        }
    }

    /** What something took: time, and the CPU time of this process and of the database. */
    record Took(double seconds, double cpuSeconds, double postgresCpuSeconds) {

        double allCpuSeconds() {
            return cpuSeconds + postgresCpuSeconds;
        }

        Took minus(Took earlier) {
            return new Took(
                    seconds - earlier.seconds,
                    cpuSeconds - earlier.cpuSeconds,
                    postgresCpuSeconds - earlier.postgresCpuSeconds);
        }

        Took plus(Took other) {
            return new Took(
                    seconds + other.seconds,
                    cpuSeconds + other.cpuSeconds,
                    postgresCpuSeconds + other.postgresCpuSeconds);
        }
    }

    /** Runs from when it is made, or {@link #start started} again. */
    static final class Stopwatch {

        private final PostgresCpu postgres;
        private long nanos;
        private long cpuNanos;
        private Duration postgresCpu = Duration.ZERO;

        Stopwatch(long server) throws IOException {
            postgres = PostgresCpu.of(server);
            start();
        }

        void start() throws IOException {
            postgresCpu = postgres.soFar();
            cpuNanos = Machine.cpuNanos();
            nanos = System.nanoTime();
        }

        Took took() throws IOException {
            return new Took(
                    (System.nanoTime() - nanos) / 1e9,
                    (Machine.cpuNanos() - cpuNanos) / 1e9,
                    postgres.soFar().minus(postgresCpu).toMillis() / 1e3);
        }
    }
}
