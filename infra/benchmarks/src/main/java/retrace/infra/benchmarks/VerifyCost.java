package retrace.infra.benchmarks;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import retrace.infra.benchmarks.history.HistoryFolder;
import retrace.infra.launcher.seal.StoreLogObjects;
import retrace.infra.launcher.up.DataFolder;
import retrace.infra.postgres.DataFolderInUse;
import retrace.infra.postgres.EmbeddedDatabase;
import retrace.query.eventlog.EventRows;
import retrace.query.eventlog.LogKeeper;
import retrace.query.eventlog.LogSchema;
import retrace.query.eventlog.LogSettings;
import retrace.query.eventlog.LogTables;
import retrace.query.eventlog.note.SigningKey;
import retrace.query.eventlog.tree.TreeHasher;
import retrace.query.eventlog.verify.EventsReport;
import retrace.query.eventlog.verify.EventsVerification;
import retrace.query.eventlog.verify.Watcher;
import retrace.relay.store.FolderStore;

/** How fast events are sealed and verified, beside what cannot be done without: reading the same rows and hashing them. */
@Command(
        name = "verify",
        description = "How fast the events of a history are sealed and verified.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
final class VerifyCost implements Callable<Integer> {

    private static final String LOG_NAME = "retrace/event-log";
    private static final int HEADS_MAX = 100;

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandLine.Model.CommandSpec spec;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            required = true,
            description = "A folder of 'bench history'. Is sealed where it is not yet, and stays so.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path data;

    @Option(names = "--runs", defaultValue = "1", description = "How often it is verified.")
    private int runs;

    @Option(names = "--threads", defaultValue = "0", description = "That verify; 0 for one a processor.")
    private int threads;

    /** What was read. */
    private record Floor(long events, long bytes, double seconds) {}

    @Override
    public Integer call() throws IOException, SQLException, DataFolderInUse {
        spec.commandLine().getOut().println(Machine.description());
        try (HistoryFolder history = HistoryFolder.open(data)) {
            DataSource database = new DriverManagerDataSource(history.jdbcUrl(), EmbeddedDatabase.USER, "");
            LogSchema.migrate(database);
            DataFolder folder = DataFolder.open(data);
            SigningKey key = SigningKey.of(LOG_NAME, folder.eventLogKeyOrNew());
            StoreLogObjects objects = new StoreLogObjects(new FolderStore(folder.recordings()));
            seal(database, objects, key);
            Floor read = floor(database, false);
            say("reading the rows", read.events(), read.seconds());
            Floor hashed = floor(database, true);
            say("reading them, and SHA-256", hashed.events(), hashed.seconds());
            boolean isGood = true;
            for (int run = 0; run < runs; run++) {
                isGood &= verify(database, objects, key, hashed);
            }
            return isGood ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
        }
    }

    private void say(String what, long events, double seconds) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(Locale.ROOT, "%-26s %,12d events %8.1f s %,10.0f/s%n", what, events, seconds, events / seconds);
        out.flush();
    }

    private static double secondsSince(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private void seal(DataSource database, StoreLogObjects objects, SigningKey key) throws SQLException, IOException {
        long before = sealed(database);
        LogSettings settings = new LogSettings(key, List.of(), Duration.ofMinutes(1), 65_536, 32);
        long cpu = Machine.cpuNanos();
        long start = System.nanoTime();
        new LogKeeper(database, objects, settings, InstantSource.system()).round();
        double seconds = secondsSince(start);
        long events = sealed(database) - before;
        if (events == 0) {
            spec.commandLine().getOut().println("It is sealed already.");
        } else {
            say("sealed and signed", events, seconds);
            spec.commandLine()
                    .getOut()
                    .printf(Locale.ROOT, "%.1f CPU-s without the database%n", (Machine.cpuNanos() - cpu) / 1e9);
        }
    }

    private static long sealed(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return new LogTables(LogTables.sql(connection)).reached().size();
        }
    }

    /** What one thread takes for it. */
    private static Floor floor(DataSource database, boolean isHashed) throws SQLException, IOException {
        MessageDigest sha256 = TreeHasher.sha256();
        long events = 0;
        long bytes = 0;
        long start = System.nanoTime();
        try (Connection connection = database.getConnection();
                EventRows rows = EventRows.between(connection, 0, Long.MAX_VALUE)) {
            while (rows.next()) {
                events++;
                bytes += rows.row().encodingBytes();
                if (isHashed) {
                    rows.row().digest(sha256);
                }
            }
        }
        return new Floor(events, bytes, secondsSince(start));
    }

    private boolean verify(DataSource database, StoreLogObjects objects, SigningKey key, Floor floor)
            throws SQLException, IOException {
        int used = threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
        long cpu = Machine.cpuNanos();
        long start = System.nanoTime();
        EventsReport report = new EventsVerification(
                        database, objects, List.of(key.verifier()), HEADS_MAX, used, Watcher.NOBODY)
                .run();
        double seconds = secondsSince(start);
        say("verified, " + used + " threads", report.read(), seconds);
        spec.commandLine()
                .getOut()
                .printf(
                        Locale.ROOT,
                        "%.2f of the floor's time; %.0f bytes an event; %.1f CPU-s without the database; %d findings%n",
                        seconds / floor.seconds(),
                        (double) floor.bytes() / floor.events(),
                        (Machine.cpuNanos() - cpu) / 1e9,
                        report.findings().count());
        return report.findings().count() == 0;
    }
}
