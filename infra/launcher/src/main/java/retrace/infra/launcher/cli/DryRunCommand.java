package retrace.infra.launcher.cli;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import retrace.command.session.RecordingPolicy;
import retrace.command.team.MinimumVersions;
import retrace.infra.launcher.dryrun.PolicyDryRun;
import retrace.infra.launcher.dryrun.SupposedSettings;
import retrace.kernel.id.TeamId;
import retrace.kernel.platform.Platform;
import retrace.kernel.platform.StreamerVersion;
import retrace.kernel.team.TeamSetting;
import retrace.query.audit.EventHistory;
import retrace.query.audit.HistoryFilter;

/** {@code retrace audit dry-run --setting NAME=VALUE}: what other settings would have made of past sessions. */
@Command(
        name = "dry-run",
        description = {
            "Says which sessions of a time would have been refused, recorded, kept or deleted under other settings, by"
                    + " the rules that decide about sessions, and changes nothing.",
            "Settings are written as in events: RECORDING_ON=true (or RECORDING_ON.ATTENDED, .UNATTENDED),"
                    + " MINIMUM_STREAMER_VERSION.WINDOWS=3.6 (nothing after the = for the configured one),"
                    + " TECHNICIAN_PLATFORMS=WINDOWS,LINUX, DAYS_KEPT=30."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
@SuppressWarnings("NullAway.Init") // set by picocli
final class DryRunCommand implements Callable<Integer> {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Mixin
    private DatabaseOptions database;

    @Option(
            names = "--setting",
            required = true,
            paramLabel = "NAME=VALUE",
            description = "What is supposed to have been set all along; once for each.")
    private List<String> settings = new ArrayList<>();

    @Option(names = "--team", paramLabel = "TEAM", description = "Identifier of a team; all of them unless said.")
    private @Nullable TeamId team;

    @Option(
            names = "--from",
            paramLabel = "MOMENT",
            description = "Sessions that were asked for then or later. Without --from and --to those of last month.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "MOMENT", description = "Sessions that were asked for before.")
    private @Nullable String to;

    @Option(names = "--all", description = "Lists also the sessions that nothing would have changed for.")
    private boolean all;

    @Option(names = "--json", description = "Each session as JSON on a line of its own, and the counts on the last.")
    private boolean json;

    @Option(
            names = "--configured-minimum",
            paramLabel = "PLATFORM=VERSION",
            description = "The deployment's own minimum streamer versions, where they are configured; once for each.")
    private @Nullable Map<Platform, String> minimums;

    @Option(
            names = "--configured-recordable",
            split = ",",
            paramLabel = "PLATFORM",
            description = "The deployment's platforms that can be recorded, where they are configured.")
    private @Nullable Set<Platform> recordable;

    @Mixin
    private Moments moments;

    private final InstantSource clock = InstantSource.system();

    @Override
    public Integer call() throws CommandFailed {
        HistoryFilter filter = filter();
        List<TeamSetting> supposed = supposed();
        RecordingPolicy configured = configured();
        try (DirectDatabase opened = database.open();
                Connection connection = opened.dataSource().getConnection();
                Lines out = new Lines(spec.commandLine().getOut())) {
            EventHistory history = new EventHistory(DSL.using(connection, SQLDialect.POSTGRES));
            KnownIdentifiers.require(history, filter);
            DryRunReport report = new DryRunReport(out, moments.zone(), json, all);
            new PolicyDryRun(history, configured, supposed, clock.instant()).run(filter, report::take);
            report.summarise();
        } catch (SQLException e) {
            throw new CommandFailed("The database does not answer any more: " + e.getMessage());
        }
        return CommandLine.ExitCode.OK;
    }

    private HistoryFilter filter() {
        CommandLine command = spec.commandLine();
        ZoneId zone = moments.zone();
        @Nullable Instant since = moments.read(command, "--from", from);
        @Nullable Instant until = moments.read(command, "--to", to);
        if (since == null && until == null) {
            YearMonth month = YearMonth.from(clock.instant().atZone(zone));
            since = month.minusMonths(1).atDay(1).atStartOfDay(zone).toInstant();
            until = month.atDay(1).atStartOfDay(zone).toInstant();
        }
        return new HistoryFilter(null, null, null, team, since, until, null);
    }

    private List<TeamSetting> supposed() {
        try {
            return settings.stream()
                    .flatMap(text -> SupposedSettings.read(text).stream())
                    .toList();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--setting: " + e.getMessage());
        }
    }

    private RecordingPolicy configured() {
        RecordingPolicy byDefault = RecordingPolicy.byDefault();
        try {
            return new RecordingPolicy(
                    recordable == null ? byDefault.recordable() : recordable,
                    minimums == null ? byDefault.minimumVersions() : new MinimumVersions(versions(minimums)));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--configured-minimum: " + e.getMessage());
        }
    }

    private static Map<Platform, StreamerVersion> versions(Map<Platform, String> texts) {
        Map<Platform, StreamerVersion> versions = new EnumMap<>(Platform.class);
        texts.forEach((platform, text) -> versions.put(platform, new StreamerVersion(text)));
        return versions;
    }
}
