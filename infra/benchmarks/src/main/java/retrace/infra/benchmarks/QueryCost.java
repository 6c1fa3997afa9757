package retrace.infra.benchmarks;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import retrace.infra.benchmarks.history.HistoryFolder;
import retrace.infra.postgres.DataFolderInUse;
import retrace.kernel.id.TeamId;
import retrace.kernel.team.AccessKind;
import retrace.query.readmodel.Behind;
import retrace.query.readmodel.Cursor;
import retrace.query.readmodel.Progress;
import retrace.query.readmodel.ReadModel;
import retrace.query.readmodel.ReadModelMigrations;
import retrace.query.readmodel.ReadModelStatus;
import retrace.query.sessionslog.RecordingState;
import retrace.query.sessionslog.SessionFilter;
import retrace.query.sessionslog.SessionsLogProjection;
import retrace.query.sessionslog.SessionsLogQueries;
import retrace.query.sessionslog.SessionsPage;

/** How long the pages of the sessions log take, with each filter, in the largest team of a history. */
@Command(
        name = "queries",
        description = "How long pages of the sessions log take: each filter, the first page and the ten-thousandth.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
final class QueryCost implements Callable<Integer> {

    private static final int ROWS = 50;
    private static final int PAGES_BEFORE = 9_999;
    private static final int ROWS_WHILE_SEEKING = 10_000;
    private static final double TARGET_MILLIS = 20;

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandLine.Model.CommandSpec spec;

    @Option(names = "--data", paramLabel = "DIR", required = true, description = "A folder of 'bench history'.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path data;

    @Option(
            names = "--sessions",
            defaultValue = "0",
            description =
                    "Where sessions-log was never built: at least so many sessions, those of the history again and"
                            + " again, for as long as it is measured.")
    private long sessions;

    @Option(names = "--times", defaultValue = "500", description = "How often each page is asked for.")
    private int times;

    @Override
    public Integer call() throws IOException, SQLException, DataFolderInUse {
        PrintWriter out = spec.commandLine().getOut();
        out.println(Machine.description());
        try (HistoryFolder history = HistoryFolder.open(data);
                Connection connection = history.connect()) {
            DataSource single = new SingleConnectionDataSource(connection, true);
            new ReadModelMigrations(single).migrate(SessionsLogProjection.READ_MODEL);
            try (FilledLog log = FilledLog.of(connection, sessions)) {
                measure(connection, out);
            }
        }
        return CommandLine.ExitCode.OK;
    }

    private void measure(Connection connection, PrintWriter out) throws SQLException {
        DSLContext sql = DSL.using(connection, SQLDialect.POSTGRES);
        TeamId team = new TeamId(
                one(sql, "select team from sessions_log.session group by team order by count(*) desc limit 1"));
        out.printf(
                Locale.ROOT,
                "%,d sessions, %s of them in the team that is asked%n%n",
                FilledLog.count(connection),
                one(
                        sql,
                        "select to_char(count(*), 'FM999,999,999') from sessions_log.session where team = ?",
                        team.value()));
        SessionsLogQueries queries = SessionsLogQueries.remembering(sql, new NotBehind());
        out.printf("%-44s %-10s %6s %9s %9s%n", "filter", "page", "rows", "p50 ms", "p99 ms");
        filters(sql, team).forEach((name, filter) -> {
            show(out, name, "first", queries, team, filter, null);
            Place deep = seek(queries, team, filter);
            show(out, name, String.format(Locale.ROOT, "%,d", deep.page()), queries, team, filter, deep.after());
        });
    }

    private static String one(DSLContext sql, String query, Object... bindings) {
        return String.valueOf(sql.fetchSingle(query, bindings).get(0));
    }

    private static Map<String, SessionFilter> filters(DSLContext sql, TeamId team) {
        String most =
                "select %1$s from sessions_log.session where team = ? group by %1$s order by count(*) %2$s limit 1";
        String technician = one(sql, most.formatted("technician", "desc"), team.value());
        String rare = one(sql, most.formatted("technician", "asc"), team.value());
        String endpoint = one(sql, most.formatted("endpoint", "desc"), team.value());
        Instant middle = Instant.parse("2025-11-01T00:00:00Z");
        Map<String, SessionFilter> filters = new LinkedHashMap<>();
        filters.put("none", SessionFilter.ALL);
        filters.put("technician", filter(technician, null, null, null, null, null, null, null));
        filters.put("technician of few sessions", filter(rare, null, null, null, null, null, null, null));
        filters.put("technician by name", filter("ö", null, null, null, null, null, null, null));
        filters.put("endpoint", filter(null, endpoint, null, null, null, null, null, null));
        filters.put("endpoint by name", filter(null, "lab", null, null, null, null, null, null));
        filters.put("date", filter(null, null, middle, null, null, null, null, null));
        filters.put("attended", filter(null, null, null, AccessKind.ATTENDED, null, null, null, null));
        for (RecordingState state : RecordingState.values()) {
            filters.put("recording " + state, filter(null, null, null, null, state, null, null, null));
        }
        for (boolean is : new boolean[] {true, false}) {
            filters.put("refused " + is, filter(null, null, null, null, null, is, null, null));
            filters.put("held " + is, filter(null, null, null, null, null, null, is, null));
            filters.put("gaps " + is, filter(null, null, null, null, null, null, null, is));
        }
        filters.put("technician, endpoint", filter(technician, endpoint, null, null, null, null, null, null));
        filters.put(
                "technician, ready, attended",
                filter(technician, null, null, AccessKind.ATTENDED, RecordingState.READY, null, null, null));
        filters.put(
                "technician, attended", filter(technician, null, null, AccessKind.ATTENDED, null, null, null, null));
        filters.put("technician, refused", filter(technician, null, null, null, null, true, null, null));
        filters.put("technician, held", filter(technician, null, null, null, null, null, true, null));
        filters.put("endpoint, refused", filter(null, endpoint, null, null, null, true, null, null));
        filters.put("endpoint, gaps", filter(null, endpoint, null, null, null, null, null, true));
        filters.put("technician, gaps", filter(technician, null, null, null, null, null, null, true));
        filters.put("few sessions, endpoint, gaps", filter(rare, endpoint, null, null, null, null, null, true));
        filters.put("endpoint, failed", filter(null, endpoint, null, null, RecordingState.FAILED, null, null, null));
        filters.put(
                "attended, failed",
                filter(null, null, null, AccessKind.ATTENDED, RecordingState.FAILED, null, null, null));
        filters.put("expired, held", filter(null, null, null, null, RecordingState.EXPIRED, null, true, null));
        return filters;
    }

    private static SessionFilter filter(
            @Nullable String technician,
            @Nullable String endpoint,
            @Nullable Instant to,
            @Nullable AccessKind kind,
            @Nullable RecordingState recording,
            @Nullable Boolean refused,
            @Nullable Boolean held,
            @Nullable Boolean gaps) {
        return new SessionFilter(technician, endpoint, null, to, kind, recording, refused, held, gaps);
    }

    /** @param page its number, from 1 */
    private record Place(int page, @Nullable Cursor after) {}

    /** The ten-thousandth page, or the last where there are not so many. */
    private static Place seek(SessionsLogQueries queries, TeamId team, SessionFilter filter) {
        int left = PAGES_BEFORE * ROWS;
        @Nullable Cursor after = null;
        while (left > 0) {
            SessionsPage page = queries.page(team, filter, after, Math.min(left, ROWS_WHILE_SEEKING));
            if (page.next() == null) {
                int before = PAGES_BEFORE * ROWS - left;
                int pages = Math.max(0, before + page.items().size() - 1) / ROWS;
                int more = pages * ROWS - before;
                return more <= 0
                        ? new Place(before / ROWS + 1, after)
                        : new Place(pages + 1, decoded(queries.page(team, filter, after, more)));
            }
            left -= page.items().size();
            after = Cursor.decode(page.next());
        }
        return new Place(PAGES_BEFORE + 1, after);
    }

    private static @Nullable Cursor decoded(SessionsPage page) {
        return page.next() == null ? null : Cursor.decode(page.next());
    }

    private void show(
            PrintWriter out,
            String name,
            String page,
            SessionsLogQueries queries,
            TeamId team,
            SessionFilter filter,
            @Nullable Cursor after) {
        for (int i = 0; i < times / 5; i++) {
            queries.page(team, filter, after, ROWS); // so that neither Java nor the database does it for the first time
        }
        double[] millis = new double[times];
        int rows = 0;
        for (int i = 0; i < times; i++) {
            long start = System.nanoTime();
            rows = queries.page(team, filter, after, ROWS).items().size();
            millis[i] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(millis);
        double p99 = millis[times * 99 / 100];
        out.printf(
                Locale.ROOT,
                "%-44s %-10s %6d %9.2f %9.2f%s%n",
                name,
                page,
                rows,
                millis[times / 2],
                p99,
                p99 > TARGET_MILLIS ? "  too slow" : "");
        out.flush();
    }

    /** How far behind a read model is, is measured elsewhere. */
    private static final class NotBehind implements Progress {

        @Override
        public ReadModelStatus status(ReadModel readModel) {
            return new ReadModelStatus(readModel.name(), null, Behind.NOT, ReadModelStatus.State.RUNNING);
        }
    }
}
