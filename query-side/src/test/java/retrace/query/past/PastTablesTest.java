package retrace.query.past;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jooq.impl.DSL.table;
import static retrace.query.testing.SessionStory.NOON;
import static retrace.query.testing.SessionStory.view;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import retrace.kernel.id.SegmentId;
import retrace.kernel.id.SessionId;
import retrace.kernel.id.TeamId;
import retrace.query.config.QuerySideConfiguration;
import retrace.query.readmodel.QueryRefused;
import retrace.query.testing.Projector;
import retrace.query.testing.SessionStory;
import retrace.query.testing.TestDatabase;
import retrace.query.testing.TestEventLog;

/** Read models of the past, where the property does not go. */
class PastTablesTest {

    private final DataSource database = TestDatabase.create();
    private final TestEventLog log = new TestEventLog(database);
    private final TeamId team = TeamId.create();

    private List<String> ask(String model, @Nullable SessionId session, Instant at, Map<String, String> where)
            throws SQLException {
        List<String> answer = new ArrayList<>();
        try (Connection connection = TestDatabase.connect(database)) {
            PastTables.ask(
                    connection,
                    PastReadModels.named(model),
                    at,
                    new Asked(team, session, where),
                    row -> answer.add(PastTablesProperties.written(row)));
        }
        return answer;
    }

    @Test
    void whatIsReportedLateHasHappenedWhenItHappened() throws SQLException {
        SessionStory story = new SessionStory(team).at(NOON).started();
        log.append(story.told());
        Instant late = NOON.plusSeconds(100);
        log.append(
                List.of(story.at(NOON.plusSeconds(1))
                        .segmentOpened(SegmentId.create(), view(1))
                        .last()),
                late);

        assertThat(ask("sessions-log", null, NOON.plusSeconds(1).minusNanos(1), Map.of()))
                .singleElement()
                .asString()
                .contains("\"segments\":0");
        assertThat(ask("sessions-log", null, NOON.plusSeconds(1), Map.of()))
                .singleElement()
                .asString()
                .contains("\"segments\":1");
        assertThat(ask("sessions-log", null, NOON.minusNanos(1), Map.of())).isEmpty();
    }

    @Test
    void moreRowsThanAreWrittenAtOnceAndMorePagesThanOneAreAllThere() throws SQLException {
        for (int session = 0; session < 2500; session++) {
            log.append(new SessionStory(team)
                    .at(NOON.plusSeconds(session))
                    .started()
                    .told());
        }

        assertThat(ask("sessions-log", null, NOON.plusSeconds(2400), Map.of())).hasSize(2401);
        assertThat(ask("sessions-log", null, NOON.plusSeconds(2499), Map.of("to", "2026-11-24T12:00:10Z")))
                .hasSize(10);
    }

    @Test
    void oneSessionIsShownAlone() throws SQLException {
        SessionStory one = new SessionStory(team).started().ended();
        log.append(one.told());
        log.append(new SessionStory(team).started().told());

        assertThat(ask("sessions-log", one.session, NOON.plusSeconds(60), Map.of()))
                .singleElement()
                .asString()
                .contains(one.session.value());
        assertThat(ask("active-sessions", one.session, NOON.plusSeconds(60), Map.of()))
                .isEmpty();
    }

    @Test
    void nothingIsLeftBehindAndNothingThatIsKeptIsTouched() throws SQLException {
        log.append(new SessionStory(team).started().told());

        assertThat(ask("active-sessions", null, NOON, Map.of())).hasSize(1);

        assertThat(Projector.sql(database).fetchCount(table("active_sessions.active_session")))
                .isZero();
        assertThat(
                        Projector.sql(database)
                                .fetchValue(
                                        "select count(*) from pg_class where relpersistence = 't' and relname = 'active_session'"))
                .isEqualTo(0L);
    }

    @Test
    void whatCannotBeAskedIsRefusedWithASentence() {
        assertThatThrownBy(() -> ask("recording-catalog", null, NOON, Map.of()))
                .isInstanceOf(QueryRefused.class)
                .hasMessage("This is asked about one session. Say which.");
        assertThatThrownBy(() -> PastReadModels.named("weather"))
                .isInstanceOf(QueryRefused.class)
                .hasMessageStartingWith("'weather' is no read model. There are sessions-log, ");
    }

    @Test
    void whereItsTablesAreNotThereYetThatIsSaid() {
        Projector.sql(database).execute("drop schema sessions_log cascade");

        assertThatThrownBy(() -> ask("sessions-log", null, NOON, Map.of()))
                .isInstanceOf(QueryRefused.class)
                .hasMessageStartingWith("This database has no tables of sessions-log yet");
    }

    @Test
    void everyReadModelCanBeShown() {
        assertThat(PastReadModels.ALL)
                .extracting(model -> model.projected().readModel())
                .containsExactlyInAnyOrderElementsOf(QuerySideConfiguration.READ_MODELS);
    }
}
