package retrace.infra.launcher.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import retrace.kernel.id.SessionId;
import retrace.query.eventlog.LogObjects;
import retrace.query.eventlog.LogSchema;
import retrace.query.eventlog.evidence.EvidenceRefused;
import retrace.query.eventlog.evidence.EvidenceReport;
import retrace.query.eventlog.evidence.EvidenceWriter;
import retrace.query.eventlog.note.VerifierKey;

/** {@code retrace audit evidence}. */
@Command(
        name = "evidence",
        description = {
            "Writes a session's recordings and events into one archive, with proofs that they are as they were.",
            "Exits with 1 where anything of it could not be proved."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
@SuppressWarnings("NullAway.Init") // set by picocli
final class EvidenceCommand implements Callable<Integer> {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Option(names = "--session", paramLabel = "ID", required = true, description = "Whose evidence it is.")
    private String session;

    @Option(names = "--out", paramLabel = "FILE", description = "The archive. By default SESSION.zip in this folder.")
    private @Nullable Path out;

    @Mixin
    private DatabaseOptions database;

    @Mixin
    private LogOptions log;

    @Option(names = "--json", description = "Answers with JSON.")
    private boolean json;

    @Override
    public Integer call() throws CommandFailed {
        SessionId whose = whose();
        Path file = out == null ? Path.of(whose + ".zip") : out;
        LogObjects objects = log.objects(database.folder());
        List<VerifierKey> keys = log.keys(database.folder());
        if (keys.isEmpty()) {
            throw new CommandFailed("No key of the event log is known. Give the verifier key with --key.");
        }
        try (DirectDatabase opened = database.open();
                Connection connection = opened.dataSource().getConnection()) {
            LogSchema.migrate(opened.dataSource());
            EvidenceReport report = write(new EvidenceWriter(connection, objects, keys.getFirst()), whose, file);
            PrintWriter terminal = spec.commandLine().getOut();
            if (!json) {
                terminal.println("Written to " + file.toAbsolutePath());
                terminal.println("Its key is " + keys.getFirst());
            }
            return EvidenceAnswer.tell(report, json, terminal);
        } catch (SQLException | IOException e) {
            throw new CommandFailed("The archive could not be written: " + e.getMessage());
        } catch (EvidenceRefused e) {
            throw new CommandFailed(String.valueOf(e.getMessage()));
        }
    }

    private SessionId whose() throws CommandFailed {
        try {
            return new SessionId(session);
        } catch (IllegalArgumentException e) {
            throw new CommandFailed(String.valueOf(e.getMessage()));
        }
    }

    /** Whole or not at all: written beside and moved into place. */
    private static EvidenceReport write(EvidenceWriter writer, SessionId session, Path file)
            throws SQLException, IOException, EvidenceRefused {
        Path beside = file.resolveSibling(file.getFileName() + ".unfinished");
        try {
            EvidenceReport report;
            try (OutputStream archive = Files.newOutputStream(beside)) {
                report = writer.write(session, archive);
            }
            Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
            return report;
        } finally {
            Files.deleteIfExists(beside);
        }
    }
}
