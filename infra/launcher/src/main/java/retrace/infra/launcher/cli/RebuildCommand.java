package retrace.infra.launcher.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import retrace.query.rebuild.Rebuild;
import retrace.query.rebuild.RebuildRefused;
import tools.jackson.databind.json.JsonMapper;

/** {@code retrace projections rebuild NAME|--all}. */
@Command(
        name = "rebuild",
        description =
                "Builds a read model again from the first event on, beside the one that answers meanwhile, and puts"
                        + " it in its place. Can be stopped at any moment; the same command goes on where it was.",
        mixinStandardHelpOptions = true)
final class RebuildCommand implements Callable<Integer> {

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandLine.Model.CommandSpec spec;

    @Mixin
    private ProjectionsCommand.Chosen chosen = new ProjectionsCommand.Chosen();

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Option(
            names = "--drop-old",
            description = "Drop the old tables at once. Without it they stay beside the new ones.")
    private boolean dropOld;

    @Option(
            names = "--accept-aside",
            description = "Take the new tables though events were put aside, which become dead letters.")
    private boolean acceptAside;

    @Option(names = "--anew", description = "Throw away what an earlier rebuild has begun.")
    private boolean anew;

    @Option(
            names = "--segments",
            paramLabel = "N",
            description = "In how many parts at a time it is built live from then on, so that as many query sides can"
                    + " share the work. By default as many as before.")
    private @Nullable Integer segments;

    @Option(
            names = "--temporary",
            paramLabel = "DIR",
            defaultValue = "${sys:java.io.tmpdir}",
            description = "Where the events are kept in files until rows are made of them: up to as much room as they"
                    + " take in the event log. By default the system's folder for temporary files.")
    private Path temporary = Path.of(".");

    @Option(names = "--json", description = "Print what was rebuilt as JSON.")
    private boolean json;

    @Override
    public Integer call() throws CommandFailed {
        var readModels = chosen.readModels();
        Rebuild.Wishes wishes =
                new Rebuild.Wishes(dropOld, acceptAside, anew, wantedSegments(), Rebuild.Effort.in(temporary));
        try (DirectDatabase opened = database.open();
                RebuildProgress progress =
                        new RebuildProgress(spec.commandLine().getErr())) {
            List<Rebuild.Rebuilt> rebuilt =
                    new Rebuild(opened.dataSource(), wishes, progress, Clock.systemUTC()).run(readModels);
            print(rebuilt);
            return CommandLine.ExitCode.OK;
        } catch (RebuildRefused e) {
            throw new CommandFailed(e.getMessage());
        } catch (SQLException | DataAccessException e) {
            throw new CommandFailed("The rebuild was broken off; say it again to go on from there. " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed("The rebuild was stopped; say it again to go on from there.");
        }
    }

    private OptionalInt wantedSegments() throws CommandFailed {
        Integer wanted = segments;
        if (wanted == null) {
            return OptionalInt.empty();
        }
        if (wanted < 1 || wanted > Rebuild.Wishes.SEGMENTS_MAX) {
            throw new CommandFailed("--segments is 1 to " + Rebuild.Wishes.SEGMENTS_MAX + ", not " + wanted + ".");
        }
        return OptionalInt.of(wanted);
    }

    private void print(List<Rebuild.Rebuilt> rebuilt) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(JsonMapper.shared().writeValueAsString(rebuilt));
            return;
        }
        for (Rebuild.Rebuilt each : rebuilt) {
            out.println(each.name() + " is rebuilt from " + each.events() + " events."
                    + (each.accepted().isEmpty()
                            ? ""
                            : " " + each.accepted().size() + " of them were put aside and are dead letters now."));
        }
        if (!dropOld) {
            out.println("The old tables are still there; retrace projections drop-old drops them.");
        }
    }
}
