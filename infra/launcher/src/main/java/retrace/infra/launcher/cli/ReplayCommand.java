package retrace.infra.launcher.cli;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import retrace.kernel.id.AccountId;
import retrace.kernel.id.EndpointId;
import retrace.kernel.id.SessionId;
import retrace.kernel.id.TeamId;
import retrace.query.audit.EventHistory;
import retrace.query.audit.EventLines;
import retrace.query.audit.HistoryFilter;
import retrace.query.audit.StoredEvent;

/** {@code retrace audit replay}: the events themselves, in their order. */
@Command(
        name = "replay",
        description = {
            "Tells the history of a session, a computer, a technician, a team or a time, in the order in which it"
                    + " happened. Options narrow each other; without any, all of it is told.",
            "A session's history has what happened to its computer because of it, and who asked for its recordings and"
                    + " was sent them. A computer's and a technician's has all of their sessions."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
@SuppressWarnings("NullAway.Init") // set by picocli
final class ReplayCommand implements Callable<Integer> {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Mixin
    private DatabaseOptions database;

    @Option(names = "--session", paramLabel = "SESSION", description = "Identifier of a session.")
    private @Nullable SessionId session;

    @Option(names = "--endpoint", paramLabel = "ENDPOINT", description = "Identifier of a computer.")
    private @Nullable EndpointId endpoint;

    @Option(names = "--technician", paramLabel = "ACCOUNT", description = "Identifier of somebody's account.")
    private @Nullable AccountId technician;

    @Option(names = "--team", paramLabel = "TEAM", description = "Identifier of a team.")
    private @Nullable TeamId team;

    @Option(names = "--from", paramLabel = "MOMENT", description = "What happened then or later.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "MOMENT", description = "What happened before.")
    private @Nullable String to;

    @Option(names = "--at", paramLabel = "MOMENT", description = "What had happened then.")
    private @Nullable String at;

    @Option(
            names = "--with-settings",
            description = "With --session: first, what made its team's plan and settings what they were when it was"
                    + " admitted or refused.")
    private boolean withSettings;

    @Mixin
    private Moments moments;

    @Option(names = "--json", description = "Each event as it is stored, as JSON on a line of its own.")
    private boolean json;

    @Override
    public Integer call() throws CommandFailed {
        CommandLine command = spec.commandLine();
        HistoryFilter filter = new HistoryFilter(
                session,
                endpoint,
                technician,
                team,
                moments.read(command, "--from", from),
                moments.read(command, "--to", to),
                moments.read(command, "--at", at));
        if (withSettings && session == null) {
            throw new CommandLine.ParameterException(command, "Say with --session whose settings you mean.");
        }
        try (DirectDatabase opened = database.open()) {
            EventHistory history = new EventHistory(DSL.using(opened.dataSource(), SQLDialect.POSTGRES));
            KnownIdentifiers.require(history, filter);
            List<StoredEvent> settings = withSettings && session != null ? history.settingsBehind(session) : List.of();
            EventLines lines = new EventLines(moments.zone());
            Function<StoredEvent, String> line = json ? EventLines::json : lines::text;
            try (Lines out = new Lines(command.getOut())) {
                settings.forEach(event -> out.write(line.apply(event)));
                history.read(filter, event -> out.write(line.apply(event)));
            }
        }
        return CommandLine.ExitCode.OK;
    }
}
