package retrace.infra.launcher.cli;

import java.io.PrintWriter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jooq.exception.DataAccessException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import retrace.query.config.QuerySideConfiguration;
import retrace.query.rebuild.BegunRebuild;
import retrace.query.rebuild.ProjectionStatus;
import retrace.query.rebuild.RebuildRefused;
import tools.jackson.databind.json.JsonMapper;

/** {@code retrace projections status}. */
@Command(
        name = "status",
        description = "Shows how far each read model is, whether Retrace runs or not.",
        mixinStandardHelpOptions = true)
final class ProjectionStatusCommand implements Callable<Integer> {

    private static final String ROW = "%-20s %12s %12s %12s %13s  %s%n";

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandLine.Model.CommandSpec spec;

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Option(names = "--json", description = "Print it as JSON.")
    private boolean json;

    @Override
    public Integer call() throws CommandFailed {
        try (DirectDatabase opened = database.open()) {
            print(ProjectionStatus.all(opened.dataSource(), QuerySideConfiguration.PROJECTED, Clock.systemUTC()));
            return CommandLine.ExitCode.OK;
        } catch (RebuildRefused e) {
            throw new CommandFailed(e.getMessage());
        } catch (DataAccessException e) {
            throw new CommandFailed("The database cannot be asked: " + e.getMessage());
        }
    }

    private void print(List<ProjectionStatus> all) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(JsonMapper.shared().writeValueAsString(all));
            return;
        }
        out.printf(ROW, "read model", "position", "behind", "seconds", "dead letters", "");
        for (ProjectionStatus each : all) {
            out.printf(
                    ROW,
                    each.name(),
                    each.position() == null ? "-" : each.position(),
                    each.behind().events(),
                    String.format(Locale.ROOT, "%.1f", each.behind().seconds()),
                    each.deadLetters(),
                    remark(each));
        }
    }

    private static String remark(ProjectionStatus status) {
        List<String> remarks = new ArrayList<>();
        if (status.owners().isEmpty()) {
            remarks.add("no process builds it just now");
        } else if (status.segments() > 1) {
            remarks.add(status.segments() + " segments in " + status.owners().size() + " processes");
        }
        BegunRebuild rebuilding = status.rebuilding();
        if (rebuilding != null) {
            remarks.add(remark(rebuilding));
        }
        if (status.oldTables()) {
            remarks.add("old tables are kept");
        }
        return String.join(", ", remarks);
    }

    private static String remark(BegunRebuild rebuild) {
        String how = rebuild.running() ? "a rebuild is " : "a rebuild was stopped while ";
        return how
                + switch (rebuild.stage()) {
                    case FILLING ->
                        String.format(
                                Locale.ROOT,
                                "filling: %d of %d parts, %,d events",
                                rebuild.partsDone(),
                                rebuild.parts(),
                                rebuild.events());
                    case INDEXING -> "making indexes";
                    case CATCHING_UP -> "catching up";
                };
    }
}
