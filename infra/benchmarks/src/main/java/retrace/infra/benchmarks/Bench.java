package retrace.infra.benchmarks;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** {@code retrace bench}. */
@Command(
        name = "retrace bench",
        description = "Measures what Retrace costs on this machine.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            RelayCost.class,
            RecordingCost.class,
            LoadCost.class,
            MakeHistory.class,
            QueryCost.class,
            VerifyCost.class
        })
public final class Bench implements Runnable {

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandLine.Model.CommandSpec spec;

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Bench());
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to measure, for instance: retrace bench relay");
    }
}
