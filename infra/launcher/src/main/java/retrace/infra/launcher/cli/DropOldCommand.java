package retrace.infra.launcher.cli;

import java.sql.SQLException;
import java.time.Clock;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jooq.exception.DataAccessException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import retrace.query.readmodel.Projected;
import retrace.query.rebuild.Rebuild;
import retrace.query.rebuild.RebuildListener;
import retrace.query.rebuild.RebuildRefused;

/** {@code retrace projections drop-old NAME|--all}. */
@Command(
        name = "drop-old",
        description = "Drops the tables that a rebuild has replaced.",
        mixinStandardHelpOptions = true)
final class DropOldCommand implements Callable<Integer> {

    @Mixin
    private ProjectionsCommand.Chosen chosen = new ProjectionsCommand.Chosen();

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Override
    public Integer call() throws CommandFailed {
        var readModels = chosen.readModels();
        Rebuild.Wishes none = new Rebuild.Wishes(true, false, false, OptionalInt.empty(), Rebuild.Effort.DEFAULT);
        try (DirectDatabase opened = database.open()) {
            Rebuild rebuild = new Rebuild(opened.dataSource(), none, RebuildListener.NONE, Clock.systemUTC());
            for (Projected each : readModels) {
                rebuild.dropOld(each);
            }
            return CommandLine.ExitCode.OK;
        } catch (RebuildRefused e) {
            throw new CommandFailed(e.getMessage());
        } catch (SQLException | DataAccessException e) {
            throw new CommandFailed("The old tables cannot be dropped: " + e.getMessage());
        }
    }
}
