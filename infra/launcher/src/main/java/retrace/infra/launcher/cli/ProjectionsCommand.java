package retrace.infra.launcher.cli;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import retrace.query.config.QuerySideConfiguration;
import retrace.query.readmodel.Projected;

/** {@code retrace projections}: how read models are built from the events. Each command is in a file of its own. */
@Command(
        name = "projections",
        description = "Shows how read models follow the events, and builds them again.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            ProjectionStatusCommand.class,
            RebuildCommand.class,
            DropOldCommand.class,
            DeadLettersCommand.class
        })
final class ProjectionsCommand implements Runnable {

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** Which read models are meant. */
    static final class Chosen {

        @Parameters(arity = "0..1", paramLabel = "NAME", description = "The read model, for instance sessions-log.")
        private @Nullable String name;

        @Option(names = "--all", description = "Instead of a name: all read models.")
        private boolean all;

        Collection<Projected> readModels() throws CommandFailed {
            String wanted = name;
            if (all == (wanted != null)) {
                throw new CommandFailed("Say which read model, or --all. " + known());
            }
            return wanted == null ? QuerySideConfiguration.PROJECTED : List.of(named(wanted));
        }
    }

    static Projected named(String name) throws CommandFailed {
        Optional<Projected> found = QuerySideConfiguration.PROJECTED.stream()
                .filter(each -> each.name().equals(name))
                .findAny();
        return found.orElseThrow(() -> new CommandFailed("There is no read model " + name + ". " + known()));
    }

    private static String known() {
        return QuerySideConfiguration.PROJECTED.stream()
                .map(Projected::name)
                .collect(Collectors.joining(", ", "There are ", "."));
    }
}
