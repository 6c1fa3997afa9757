package retrace.infra.launcher.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import retrace.infra.launcher.up.Options;
import retrace.infra.launcher.up.RunningRetrace;
import retrace.infra.launcher.up.StartRefused;

/** {@code retrace account}: what whoever has the data folder can do about accounts. */
@Command(
        name = "account",
        description = "Mends accounts.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = AccountCommand.ResetPassword.class)
final class AccountCommand implements Runnable {

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** {@code retrace account reset-password NAME}, while Retrace is stopped. */
    @Command(
            name = "reset-password",
            description = "Gives an account a new password and prints it. Retrace must be stopped.",
            mixinStandardHelpOptions = true)
    @SuppressWarnings("NullAway.Init") // set by picocli
    static final class ResetPassword implements Callable<Integer> {

        @CommandLine.Spec
        private CommandLine.Model.CommandSpec spec;

        @Parameters(paramLabel = "NAME", description = "Sign-in name of the account.")
        private String name;

        @Option(
                names = "--data",
                paramLabel = "DIR",
                description = "Where everything is kept. By default a folder of the user's.")
        private @Nullable Path data;

        @Override
        public Integer call() throws CommandFailed {
            PrintWriter out = spec.commandLine().getOut();
            try (RunningRetrace retrace = RunningRetrace.start(Options.forMending(UpCommand.dataFolder(data)), out)) {
                Optional<String> password = retrace.resetPassword(name);
                if (password.isEmpty()) {
                    throw new CommandFailed("There is no account with the sign-in name " + name + ".");
                }
                out.printf("%n  %s  %s%n", name, password.get());
                return CommandLine.ExitCode.OK;
            } catch (StartRefused e) {
                throw new CommandFailed(String.valueOf(e.getMessage()));
            }
        }
    }
}
