package retrace.query.past;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import javax.sql.DataSource;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import retrace.kernel.id.SessionId;
import retrace.kernel.id.TeamId;
import retrace.query.readmodel.Cursor;
import retrace.query.readmodel.LiveRows;
import retrace.query.readmodel.Parameters;
import retrace.query.readmodel.QueryRefused;
import retrace.query.sessionslog.SessionsPage;
import retrace.query.testing.Happening;
import retrace.query.testing.Projector;
import retrace.query.testing.TestDatabase;
import retrace.query.testing.TestEventLog;
import tools.jackson.databind.json.JsonMapper;

/** A read model as it stood is what it was seen to be then. */
class PastTablesProperties {

    private static final DataSource DATABASE = TestDatabase.create();
    private static final TestEventLog LOG = new TestEventLog(DATABASE);
    private static final DSLContext SQL = Projector.sql(DATABASE);
    private static final Map<String, Projector> LIVE = live();
    private static final int MOMENTS = 4;

    private static Map<String, Projector> live() {
        Map<String, Projector> live = new HashMap<>();
        PastReadModels.ALL.forEach(model -> live.put(
                model.name(), new Projector(model.projected().projection().apply(new LiveRows(SQL)))));
        return live;
    }

    /** What a read model answers, written down. */
    private record Question(PastReadModel model, @Nullable SessionId session) {}

    @Property(tries = 6, shrinking = ShrinkingMode.OFF)
    void aReadModelAsItStoodIsAsItWasSeen(@ForAll long seed) throws SQLException {
        Random random = new Random(seed);
        RandomTeam team = new RandomTeam(random);
        TreeMap<Instant, Map<Question, List<String>>> seen = new TreeMap<>();
        for (Happening happening : team.happen(40)) {
            LOG.append(happening);
            LIVE.values().forEach(projector -> projector.feed(happening));
            Instant now = TestEventLog.timeOf(happening.event());
            seen.put(now, answers(team));
        }

        List<Instant> moments = new ArrayList<>(seen.keySet());
        for (int moment = 0; moment < MOMENTS; moment++) {
            Instant at = moments.get(random.nextInt(moments.size()));
            Instant later = random.nextBoolean() ? at : at.plusNanos(1);
            for (Map.Entry<Question, List<String>> then :
                    Objects.requireNonNull(seen.get(at)).entrySet()) {
                assertThat(past(then.getKey(), team.team, later))
                        .as("%s at %s, seed %d", then.getKey().model().name(), later, seed)
                        .isEqualTo(then.getValue());
            }
            pagesAreTheWholeCutUp(team, later, random);
        }
    }

    /** A page is made of a few sessions only, and must not show it. */
    private static void pagesAreTheWholeCutUp(RandomTeam team, Instant at, Random random) throws SQLException {
        List<Map<String, String>> filters = List.of(
                Map.of(),
                Map.of("recording", "READY"),
                Map.of("recording", "RECORDING"),
                Map.of("refused", "false"),
                Map.of("held", "true"),
                Map.of("recording", "FAILED"),
                Map.of("gaps", "true"),
                Map.of("technician", "a"),
                Map.of("endpoint", team.desk.value()),
                Map.of("to", at.minusMillis(1400).toString()),
                Map.of("from", at.minusMillis(7000).toString(), "accessKind", "UNATTENDED"));
        Map<String, String> where = filters.get(random.nextInt(filters.size()));
        List<String> whole = new ArrayList<>();
        try (Connection connection = TestDatabase.connect(DATABASE)) {
            PastTables.ask(
                    connection,
                    PastReadModels.SESSIONS_LOG,
                    at,
                    new Asked(team.team, null, where),
                    row -> whole.add(written(row)));
            assertThat(pages(connection, team.team, at, where, 1 + random.nextInt(3)))
                    .as("%s at %s", where, at)
                    .isEqualTo(whole);
        }
    }

    private static List<String> pages(
            Connection connection, TeamId team, Instant at, Map<String, String> where, int limit) {
        List<String> rows = new ArrayList<>();
        @Nullable Cursor after = null;
        do {
            @Nullable Cursor from = after;
            SessionsPage page = PastTables.with(
                    connection,
                    PastReadModels.SESSIONS_LOG,
                    at,
                    Deadline.NONE,
                    tables -> new PastSessionsLog(tables, team, at).page(PastReadModels.filter(where), from, limit, 1));
            page.items().forEach(row -> rows.add(written(row)));
            after = Parameters.after(page.next());
        } while (after != null);
        return rows;
    }

    private static Map<Question, List<String>> answers(RandomTeam team) {
        Map<Question, List<String>> answers = new HashMap<>();
        for (PastReadModel model : PastReadModels.ALL) {
            List<@Nullable SessionId> sessions = new ArrayList<>();
            sessions.add(null);
            if (!team.sessions.isEmpty() && model.ofSessions()) {
                sessions.add(team.sessions.getFirst());
            }
            for (SessionId session : sessions) {
                Question question = new Question(model, session);
                if (session == null || isAskedAboutOne(model)) {
                    ask(question, team.team).ifPresent(answer -> answers.put(question, answer));
                }
            }
        }
        return answers;
    }

    private static boolean isAskedAboutOne(PastReadModel model) {
        return model.name().equals("recording-catalog") || model.name().equals("watch-ledger");
    }

    private static Optional<List<String>> ask(Question question, TeamId team) {
        List<String> answer = new ArrayList<>();
        try {
            question.model()
                    .question()
                    .ask(SQL, new Asked(team, question.session(), Map.of()), row -> answer.add(written(row)));
            return Optional.of(answer);
        } catch (QueryRefused e) {
            return Optional.empty(); // it is asked about one session only
        }
    }

    private static List<String> past(Question question, TeamId team, Instant at) throws SQLException {
        List<String> answer = new ArrayList<>();
        try (Connection connection = TestDatabase.connect(DATABASE)) {
            PastTables.ask(
                    connection,
                    question.model(),
                    at,
                    new Asked(team, question.session(), Map.of()),
                    row -> answer.add(written(row)));
        }
        return answer;
    }

    static String written(Object row) {
        return JsonMapper.shared().writeValueAsString(row);
    }
}
