package retrace.infra.launcher.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code retrace audit}: what auditors ask the history. Each of its commands is in a file of its own. */
@Command(
        name = "audit",
        description = "Asks the history of events: what happened, and whether it still stands as it was written.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            ReplayCommand.class,
            ShowCommand.class,
            DryRunCommand.class,
            VerifyCommand.class,
            EvidenceCommand.class,
            CheckCommand.class,
            KeyCommand.class
        })
final class AuditCommand implements Runnable {

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
