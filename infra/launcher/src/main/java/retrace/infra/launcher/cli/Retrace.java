package retrace.infra.launcher.cli;

import java.util.Set;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import retrace.relay.tls.AnonymousTls;

/** The command line's entry. */
@Command(
        name = "retrace",
        description = "Records remote desktop sessions on their way.",
        mixinStandardHelpOptions = true,
        versionProvider = BuiltVersion.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            UpCommand.class,
            PartCommand.CommandSide.class,
            PartCommand.QuerySide.class,
            PartCommand.Relay.class,
            EndpointCommand.class,
            SessionCommand.class,
            AccountCommand.class,
            TeamCommand.class,
            AuditCommand.class,
            ProjectionsCommand.class,
            GenerateCompletion.class
        })
public final class Retrace implements Runnable {

    private static final Set<String> SERVICES = Set.of("up", "command-side", "query-side", "relay");

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandLine.Model.CommandSpec spec;

    /** Exits with 0, with 1 where something was refused, with 2 where the command was not understood. */
    public static void main(String[] arguments) {
        if (arguments.length == 0 || !SERVICES.contains(arguments[0])) {
            // What a tool writes is for people and programs to read; Retrace itself sets up a log of its own.
            System.setProperty("logback.configurationFile", "cli-logback.xml");
        }
        AnonymousTls.permit(); // before anything of TLS is used; asked for by endpoints alone that allow it
        System.exit(commandLine().execute(arguments));
    }

    /** Failures are sentences; what is behind them is not the user's business. */
    static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new Retrace());
        IdentifierOptions.register(commandLine);
        commandLine.setOverwrittenOptionsAllowed(true);
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setExecutionExceptionHandler((failure, command, parsed) -> {
            if (failure instanceof CommandFailed failed) {
                command.getErr().println(failed.getMessage());
                return CommandLine.ExitCode.SOFTWARE;
            }
            throw failure;
        });
        return commandLine;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do, for instance: retrace up --demo");
    }
}
