package retrace.infra.launcher.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import retrace.kernel.id.SessionId;
import retrace.query.eventlog.LogObjects;
import retrace.query.eventlog.LogSchema;
import retrace.query.eventlog.note.TreeHead;
import retrace.query.eventlog.note.VerifierKey;
import retrace.query.eventlog.verify.EventsReport;
import retrace.query.eventlog.verify.EventsVerification;
import retrace.query.eventlog.verify.Finding;
import retrace.query.eventlog.verify.Findings;
import retrace.query.eventlog.verify.RecordingsReport;
import retrace.query.eventlog.verify.RecordingsVerification;
import tools.jackson.databind.json.JsonMapper;

/** {@code retrace audit verify}. */
@Command(
        name = "verify",
        description = {
            "Compares every event with the signed log, and every recording with its event.",
            "Exits with 0 where all is as it was, with 1 where anything is not."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
@SuppressWarnings("NullAway.Init") // set by picocli
final class VerifyCommand implements Callable<Integer> {

    private static final int SAMPLE = 100;
    private static final int THREADS_MAX = 16;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Mixin
    private DatabaseOptions database;

    @Mixin
    private LogOptions log;

    @Option(names = "--events-only", description = "Leaves the recordings alone.")
    private boolean eventsOnly;

    @Option(names = "--recordings-only", description = "Leaves the events and the log alone.")
    private boolean recordingsOnly;

    @Option(
            names = "--session",
            paramLabel = "ID",
            description = "The recordings of this session alone, and no events.")
    private @Nullable String session;

    @Option(names = "--all-heads", description = "Every signed head, not the newest and a sample of a hundred others.")
    private boolean allHeads;

    @Option(names = "--json", description = "Answers with JSON.")
    private boolean json;

    /** What is answered as JSON. */
    private record Answer(
            boolean good,
            @Nullable EventsAnswer events,
            RecordingsReport.@Nullable Counts recordings,
            long findings,
            List<Finding> found) {}

    /** @param head the newest that is good, as its text */
    private record EventsAnswer(long read, @Nullable String head, long heads, long unsigned, long unsealed) {

        static EventsAnswer of(EventsReport report) {
            @Nullable TreeHead head = report.head();
            return new EventsAnswer(
                    report.read(),
                    head == null ? null : head.text(),
                    report.heads(),
                    report.unsigned(),
                    report.unsealed());
        }
    }

    @Override
    public Integer call() throws CommandFailed {
        if (eventsOnly && (recordingsOnly || session != null)) {
            throw new ParameterException(
                    spec.commandLine(), "--events-only leaves nothing to be looked at of what else is asked for.");
        }
        @Nullable SessionId only = only();
        LogObjects objects = log.objects(database.folder());
        List<VerifierKey> keys = log.keys(database.folder());
        try (DirectDatabase opened = database.open();
                Connection connection = opened.dataSource().getConnection()) {
            LogSchema.migrate(opened.dataSource());
            @Nullable
            EventsReport events = only == null && !recordingsOnly ? events(opened.dataSource(), objects, keys) : null;
            @Nullable RecordingsReport recordings = eventsOnly ? null : recordings(connection, objects, only);
            return tell(events, recordings, keys);
        } catch (SQLException | IOException e) {
            throw new CommandFailed("It could not be verified to the end: " + e.getMessage());
        }
    }

    private @Nullable SessionId only() throws CommandFailed {
        try {
            return session == null ? null : new SessionId(session);
        } catch (IllegalArgumentException e) {
            throw new CommandFailed(String.valueOf(e.getMessage()));
        }
    }

    private EventsReport events(DataSource connections, LogObjects objects, List<VerifierKey> keys)
            throws SQLException, IOException {
        try (VerifyProgress progress = new VerifyProgress(spec.commandLine().getErr(), "events")) {
            return new EventsVerification(
                            connections, objects, keys, allHeads ? Integer.MAX_VALUE : SAMPLE, threads(), progress)
                    .run();
        }
    }

    /** Each has a connection, of which others want some too. */
    private static int threads() {
        return Math.clamp(Runtime.getRuntime().availableProcessors(), 2, THREADS_MAX);
    }

    private RecordingsReport recordings(Connection connection, LogObjects objects, @Nullable SessionId only)
            throws SQLException, IOException {
        try (VerifyProgress progress = new VerifyProgress(spec.commandLine().getErr(), "recordings");
                RecordingsVerification verification =
                        new RecordingsVerification(connection, objects, threads(), progress)) {
            return verification.run(only);
        }
    }

    private int tell(@Nullable EventsReport events, @Nullable RecordingsReport recordings, List<VerifierKey> keys) {
        Findings findings = Findings.of(
                events == null ? new Findings() : events.findings(),
                recordings == null ? new Findings() : recordings.findings());
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(JsonMapper.shared()
                    .writeValueAsString(new Answer(
                            findings.count() == 0,
                            events == null ? null : EventsAnswer.of(events),
                            recordings == null ? null : recordings.counts(),
                            findings.count(),
                            findings.kept())));
        } else {
            findings.kept().forEach(finding -> out.println(finding.sentence()));
            if (findings.count() > findings.kept().size()) {
                out.printf(
                        Locale.ROOT,
                        "and %,d more%n",
                        findings.count() - findings.kept().size());
            }
            if (events != null) {
                tell(events, keys, out);
            }
            if (recordings != null) {
                tell(recordings.counts(), out);
            }
            out.println(EvidenceAnswer.sum(findings.count()));
        }
        out.flush();
        return findings.count() == 0 ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private void tell(EventsReport events, List<VerifierKey> keys, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%,d events were compared with the log, and the log with %,d signed heads.%n",
                events.read(),
                events.heads());
        @Nullable TreeHead head = events.head();
        if (head == null) {
            out.println("There is no signed head yet: nothing says that the events are as they were.");
        } else {
            out.printf(
                    Locale.ROOT,
                    "The newest head has %,d events. %,d are sealed and not under it, %,d are not sealed" + " yet.%n",
                    head.size(),
                    events.unsigned(),
                    events.unsealed());
        }
        if (keys.isEmpty()) {
            out.println("No key is known, so no signature was checked. Give the one that you noted down with --key.");
        } else if (!log.hasKeys()) {
            out.println("The heads are signed by this installation's own key, " + keys.getFirst()
                    + ". Whoever has the installation has it too; give the one that you noted down with --key.");
        }
    }

    private static void tell(RecordingsReport.Counts recordings, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%,d recordings (%,d bytes) were read. %,d are deleted since their time was over, %,d are being"
                        + " deleted, %,d damaged ones were put aside. %,d sessions are held.%n",
                recordings.checked(),
                recordings.bytes(),
                recordings.deleted(),
                recordings.leaving(),
                recordings.putAside(),
                recordings.heldSessions());
    }
}
