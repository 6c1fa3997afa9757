package retrace.infra.launcher.cli;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import retrace.kernel.id.SessionId;
import retrace.kernel.id.TeamId;
import retrace.query.audit.EventHistory;
import retrace.query.audit.HistoryFilter;
import retrace.query.past.Asked;
import retrace.query.past.PastMoment;
import retrace.query.past.PastReadModel;
import retrace.query.past.PastReadModels;
import retrace.query.past.PastTables;
import retrace.query.readmodel.QueryRefused;

/** {@code retrace audit show READ-MODEL --at MOMENT}: what a read model said at a moment. */
@Command(
        name = "show",
        description = {
            "Shows a read model as it stood at a moment: built from the events that had happened by then, by the same"
                    + " projection, and asked the same queries as the console asks. Nothing that is kept is touched.",
            "recording-catalog and watch-ledger are asked about a session, the others about a team; of those,"
                    + " a session alone can be asked about in sessions-log, active-sessions and retention-schedule."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
@SuppressWarnings("NullAway.Init") // set by picocli
final class ShowCommand implements Callable<Integer> {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Mixin
    private DatabaseOptions database;

    @Parameters(
            paramLabel = "READ-MODEL",
            completionCandidates = ReadModelNames.class,
            description = "One of ${COMPLETION-CANDIDATES}.")
    private String readModel;

    @Option(names = "--at", paramLabel = "MOMENT", description = "When; now unless said.")
    private @Nullable String at;

    @Option(names = "--team", paramLabel = "TEAM", description = "Identifier of a team; a session's own unless said.")
    private @Nullable TeamId team;

    @Option(names = "--session", paramLabel = "SESSION", description = "Identifier of a session.")
    private @Nullable SessionId session;

    @Option(
            names = "--where",
            paramLabel = "NAME=VALUE",
            description = "Narrows it as the parameter of that name does in the HTTP API, such as recording=READY;"
                    + " once for each.")
    private Map<String, String> where = new LinkedHashMap<>();

    @Option(names = "--json", description = "Each row as JSON on a line of its own.")
    private boolean json;

    @Mixin
    private Moments moments;

    private final InstantSource clock = InstantSource.system();

    /** For help and completion. */
    static final class ReadModelNames implements Iterable<String> {

        @Override
        public Iterator<String> iterator() {
            return PastReadModels.ALL.stream().map(PastReadModel::name).iterator();
        }
    }

    @Override
    public Integer call() throws CommandFailed {
        CommandLine command = spec.commandLine();
        Instant moment = Optional.ofNullable(moments.read(command, "--at", at)).orElseGet(clock::instant);
        try (DirectDatabase opened = database.open();
                Connection connection = opened.dataSource().getConnection();
                Lines out = new Lines(command.getOut())) {
            PastReadModel model = PastReadModels.named(readModel);
            EventHistory history = new EventHistory(DSL.using(connection, SQLDialect.POSTGRES));
            Asked asked = new Asked(team(history), session, where);
            PastMoment.require(moment, history, asked.team(), clock.instant());
            RowLines lines = new RowLines(moments.zone());
            PastTables.ask(
                    connection, model, moment, asked, row -> out.write(json ? RowLines.json(row) : lines.text(row)));
            return CommandLine.ExitCode.OK;
        } catch (QueryRefused e) {
            if (e.status().is5xxServerError()) {
                throw new CommandFailed(e.sentence());
            }
            throw new ParameterException(command, e.sentence());
        } catch (SQLException e) {
            throw new CommandFailed("The database does not answer any more: " + e.getMessage());
        }
    }

    private TeamId team(EventHistory history) throws CommandFailed {
        KnownIdentifiers.require(history, new HistoryFilter(session, null, null, team, null, null, null));
        if (team != null) {
            return team;
        }
        if (session == null) {
            throw new ParameterException(spec.commandLine(), "Say whose with --team, or with --session.");
        }
        return history.teamOf(session).orElseThrow(() -> new CommandFailed("Nothing is known of " + session + "."));
    }
}
