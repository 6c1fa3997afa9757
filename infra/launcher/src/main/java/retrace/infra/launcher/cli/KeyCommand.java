package retrace.infra.launcher.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import retrace.infra.launcher.up.DataFolder;
import retrace.query.eventlog.note.SigningKey;
import retrace.query.eventlog.note.VerifierKey;

/** {@code retrace audit key}: the verifier key, for auditors to note down. */
@Command(
        name = "key",
        description = "Prints the verifier key of the event log. Note it down where nobody can change it who can change"
                + " the installation.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
@SuppressWarnings("NullAway.Init") // set by picocli
final class KeyCommand implements Callable<Integer> {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where Retrace keeps its data. By default a folder of the user's.")
    private @Nullable Path data;

    @Mixin
    private LogOptions log;

    @Option(
            names = "--new",
            paramLabel = "NAME",
            description =
                    "Makes a key of its own for a log of that name, and prints it as settings. It is kept nowhere.")
    private @Nullable String name;

    @Override
    public Integer call() throws CommandFailed {
        PrintWriter out = spec.commandLine().getOut();
        if (name != null) {
            make(name, out);
            return CommandLine.ExitCode.OK;
        }
        DataFolder folder = new DataFolder(UpCommand.dataFolder(data));
        List<VerifierKey> keys = log.keys(folder);
        if (keys.isEmpty()) {
            throw new CommandFailed("There is no key of an event log in " + folder.path()
                    + ". Say with --data where Retrace keeps its data.");
        }
        out.println(keys.getFirst());
        return CommandLine.ExitCode.OK;
    }

    private static void make(String name, PrintWriter out) throws CommandFailed {
        if (!VerifierKey.isName(name)) {
            throw new CommandFailed("'" + name + "' is no name of a log: it has a space or a plus sign.");
        }
        String secret = SigningKey.generate(new SecureRandom());
        out.println("retrace.query.event-log.name=" + name);
        out.println("retrace.query.event-log.signing-key=" + secret);
        out.println("# verifier key, which is no secret: "
                + SigningKey.of(name, secret).verifier());
    }
}
