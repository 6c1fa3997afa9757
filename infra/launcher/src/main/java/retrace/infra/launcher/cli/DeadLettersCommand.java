package retrace.infra.launcher.cli;

import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import retrace.query.readmodel.Projected;
import retrace.query.rebuild.DeadLetters;
import tools.jackson.databind.json.JsonMapper;

/** {@code retrace projections dead-letters}: events that a projection could not take. */
@Command(
        name = "dead-letters",
        description = "Events that a projection could not take, and those that wait behind them.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DeadLettersCommand.ListAll.class,
            DeadLettersCommand.Retry.class,
            DeadLettersCommand.Discard.class
        })
final class DeadLettersCommand implements Runnable {

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** What all of them have: a database, and letters in it. */
    abstract static class OnDatabase implements Callable<Integer> {

        @CommandLine.Spec
        @SuppressWarnings("NullAway.Init") // set by picocli
        protected CommandLine.Model.CommandSpec spec;

        @Mixin
        private DatabaseOptions database = new DatabaseOptions();

        abstract void run(DeadLetters letters, PrintWriter out) throws CommandFailed, SQLException;

        @Override
        public Integer call() throws CommandFailed {
            try (DirectDatabase opened = database.open()) {
                run(
                        new DeadLetters(opened.dataSource(), Clock.systemUTC()),
                        spec.commandLine().getOut());
                return CommandLine.ExitCode.OK;
            } catch (SQLException | DataAccessException e) {
                throw new CommandFailed("The database cannot be asked: " + e.getMessage());
            }
        }
    }

    /** {@code retrace projections dead-letters list}. */
    @Command(name = "list", description = "Lists them, part after part.", mixinStandardHelpOptions = true)
    static final class ListAll extends OnDatabase {

        @Option(names = "--json", description = "Print them as JSON.")
        private boolean json;

        @Override
        void run(DeadLetters letters, PrintWriter out) {
            List<DeadLetters.Letter> all = letters.list();
            if (json) {
                out.println(JsonMapper.shared().writeValueAsString(all));
                return;
            }
            all.forEach(each -> out.printf(
                    "%s %s: %s, number %d of %s, since %s: %s%n",
                    each.readModel(),
                    each.part(),
                    each.name(),
                    each.sequence(),
                    each.aggregate(),
                    each.since(),
                    each.cause() == null ? "waits behind the one before." : each.cause()));
        }
    }

    /** The part of a read model, or all parts that have letters. */
    abstract static class OfParts extends OnDatabase {

        @Parameters(index = "0", paramLabel = "NAME", description = "The read model, for instance sessions-log.")
        @SuppressWarnings("NullAway.Init") // set by picocli
        private String name;

        @Option(names = "--part", paramLabel = "PART", description = "Only this part, as list names it.")
        private @Nullable String part;

        abstract void run(DeadLetters letters, Projected projected, String chosen, PrintWriter out) throws SQLException;

        @Override
        void run(DeadLetters letters, PrintWriter out) throws CommandFailed, SQLException {
            Projected projected = ProjectionsCommand.named(name);
            String only = part;
            for (String each : only == null ? letters.parts(projected) : List.of(only)) {
                run(letters, projected, each, out);
            }
        }
    }

    /** {@code retrace projections dead-letters retry NAME}. */
    @Command(
            name = "retry",
            description = "Gives them to the projection again, in order; those that fail once more stay.",
            mixinStandardHelpOptions = true)
    static final class Retry extends OfParts {

        @Override
        void run(DeadLetters letters, Projected projected, String chosen, PrintWriter out) throws SQLException {
            DeadLetters.Retried retried = letters.retry(projected, chosen);
            out.printf("%s: %d are in, %d are left.%n", retried.part(), retried.taken(), retried.left());
        }
    }

    /** {@code retrace projections dead-letters discard NAME}. */
    @Command(
            name = "discard",
            description = "Throws them away. The events stay in the log; the read model goes on without them.",
            mixinStandardHelpOptions = true)
    static final class Discard extends OfParts {

        @Override
        void run(DeadLetters letters, Projected projected, String chosen, PrintWriter out) {
            out.printf("%s: %d are thrown away.%n", chosen, letters.discard(projected, chosen));
        }
    }
}
