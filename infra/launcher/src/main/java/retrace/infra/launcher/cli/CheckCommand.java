package retrace.infra.launcher.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import retrace.query.eventlog.evidence.EvidenceCheck;
import retrace.query.eventlog.evidence.EvidenceRefused;
import retrace.query.eventlog.evidence.EvidenceReport;
import retrace.query.eventlog.note.VerifierKey;

/** {@code retrace audit check}: needs the archive and nothing else. */
@Command(
        name = "check",
        description = {
            "Checks an archive that audit evidence has written, with the archive alone.",
            "Exits with 0 where all is as it was, with 1 where anything is not."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
@SuppressWarnings("NullAway.Init") // set by picocli
final class CheckCommand implements Callable<Integer> {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The archive.")
    private Path file;

    @Option(names = "--key", paramLabel = "KEY", description = "The verifier key, as you noted it down elsewhere.")
    private @Nullable String key;

    @Option(names = "--json", description = "Answers with JSON.")
    private boolean json;

    @Override
    public Integer call() throws CommandFailed {
        @Nullable VerifierKey pinned = key == null ? null : LogOptions.parse(key);
        try {
            EvidenceReport report = EvidenceCheck.check(file, pinned);
            PrintWriter out = spec.commandLine().getOut();
            if (pinned == null && !json) {
                out.println(
                        "The key is only the one in the archive, which anybody can make who makes an archive. Give the"
                                + " one that you noted down with --key.");
            }
            return EvidenceAnswer.tell(report, json, out);
        } catch (EvidenceRefused e) {
            throw new CommandFailed(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new CommandFailed(file + " cannot be read: " + e.getMessage());
        }
    }
}
