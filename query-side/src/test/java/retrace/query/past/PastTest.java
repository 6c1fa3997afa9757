package retrace.query.past;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static retrace.query.testing.SessionStory.NOON;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import retrace.kernel.id.TeamId;
import retrace.kernel.team.Plan;
import retrace.kernel.team.TeamEvent.TeamCreated;
import retrace.query.activesessions.ActiveSessionsQueries;
import retrace.query.readmodel.QueryRefused;
import retrace.query.testing.Happening;
import retrace.query.testing.Projector;
import retrace.query.testing.SessionStory;
import retrace.query.testing.TestDatabase;
import retrace.query.testing.TestEventLog;

/** Who asks about the past over HTTP waits only so long, takes only so much, and is told what cannot be told. */
class PastTest {

    private static final Instant NOW = NOON.plusSeconds(3600);
    private static final PastSettings PATIENT = new PastSettings(1, Duration.ofMillis(50), Duration.ofSeconds(60));

    private final DataSource database = TestDatabase.create();
    private final TestEventLog log = new TestEventLog(database);
    private final TeamId team = TeamId.create();

    private Past past(PastSettings settings) {
        return new Past(database, settings, () -> NOW);
    }

    private int running(Past past, @Nullable String at) {
        return past.ask(team, PastReadModels.ACTIVE_SESSIONS, at, (tables, moment) -> {
            tables.fill(new Asked(team, null, Map.of()));
            return new ActiveSessionsQueries(tables.sql(), PastReadModels.NOT_BEHIND)
                    .all(team)
                    .items()
                    .size();
        });
    }

    private void created() {
        log.append(new Happening(
                team.value(), 0, new TeamCreated(team, "Any", Plan.ENTERPRISE, Set.of(), NOON.minusSeconds(60))));
    }

    @Test
    void thoseRanThatHadBegunAndHadNotEnded() {
        created();
        log.append(new SessionStory(team)
                .at(NOON)
                .started()
                .at(NOON.plusSeconds(10))
                .ended()
                .told());
        log.append(new SessionStory(team).at(NOON.plusSeconds(5)).started().told());
        log.append(new SessionStory(TeamId.create()).at(NOON).started().told());

        assertThat(List.of(
                        running(past(PATIENT), "2026-11-24T11:59:59.999999999Z"),
                        running(past(PATIENT), "2026-11-24T12:00:00Z"),
                        running(past(PATIENT), "2026-11-24T12:00:05Z"),
                        running(past(PATIENT), "2026-11-24T12:00:09.999999999Z"),
                        running(past(PATIENT), "2026-11-24T12:00:10Z")))
                .containsExactly(0, 1, 2, 2, 1);
    }

    @Test
    void thereIsNothingToTellOfWhatIsNotYetOrNoMoreThanAMomentThatIsNone() {
        created();

        assertThatThrownBy(() -> running(past(PATIENT), NOW.plusNanos(1).toString()))
                .isInstanceOfSatisfying(
                        QueryRefused.class,
                        refused -> assertThat(refused.code()).isEqualTo("AT_IN_FUTURE"))
                .hasMessageStartingWith("At 2026-11-24T13:00:00.000000001Z nothing is known yet");
        assertThatThrownBy(() -> running(past(PATIENT), "2026-11-24T11:58:59Z"))
                .isInstanceOfSatisfying(
                        QueryRefused.class,
                        refused -> assertThat(refused.code()).isEqualTo("BEFORE_FIRST_EVENT"))
                .hasMessageContaining("its history begins at 2026-11-24T11:59:00Z");
        assertThatThrownBy(() -> running(past(PATIENT), "yesterday"))
                .isInstanceOf(QueryRefused.class)
                .hasMessage("'at' is a time in UTC such as 2026-11-24T09:30:00Z.");
        assertThatThrownBy(() -> running(past(PATIENT), "")).isInstanceOf(QueryRefused.class);
        assertThat(running(past(PATIENT), NOW.toString())).isZero();
    }

    @Test
    void fewAskAtATimeAndWhoComesThenIsToldSoAndGetsTheNextTurn() throws Exception {
        created();
        Past past = past(PATIENT);
        CountDownLatch asking = new CountDownLatch(1);
        CountDownLatch enough = new CountDownLatch(1);
        try (ExecutorService other = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> first = other.submit(() ->
                    past.ask(team, PastReadModels.SESSIONS_LOG, NOON.toString(), (tables, moment) -> {
                        asking.countDown();
                        try {
                            enough.await();
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                        return 1;
                    }));
            asking.await();

            assertThatThrownBy(() -> running(past, NOON.toString()))
                    .isInstanceOfSatisfying(
                            QueryRefused.class,
                            refused -> assertThat(refused.code()).isEqualTo("PAST_BUSY"));
            enough.countDown();
            assertThat(first.get()).isOne();
        }
        assertThat(running(past, NOON.toString())).isZero();
    }

    @Test
    void whatTakesTooLongIsGivenUp() {
        created();
        for (int session = 0; session < 20; session++) {
            log.append(new SessionStory(team)
                    .at(NOON.plusSeconds(session))
                    .started()
                    .told());
        }
        Past past = past(new PastSettings(1, Duration.ofMillis(50), Duration.ofMillis(1)));

        assertThatThrownBy(() -> running(past, NOW.toString()))
                .isInstanceOfSatisfying(
                        QueryRefused.class,
                        refused -> assertThat(refused.code()).isEqualTo("PAST_TAKES_TOO_LONG"));
    }

    @Test
    void aStatementThatTakesTooLongIsGivenUp() {
        created();
        Past past = past(new PastSettings(1, Duration.ofMillis(50), Duration.ofSeconds(4)));

        assertThatThrownBy(() -> past.ask(
                        team,
                        PastReadModels.SESSIONS_LOG,
                        NOW.toString(),
                        (tables, moment) -> tables.sql().execute("select pg_sleep(60)")))
                .isInstanceOfSatisfying(
                        QueryRefused.class,
                        refused -> assertThat(refused.code()).isEqualTo("PAST_TAKES_TOO_LONG"));
        assertThat(running(past, NOW.toString())).isZero();
    }

    @Test
    void aConnectionComesBackAsItWasLent() {
        created();
        log.append(new SessionStory(team).started().told());
        Past past = past(PATIENT);

        for (int time = 0; time < 10; time++) {
            assertThat(running(past, NOW.toString())).isOne();
        }
        assertThat(Projector.sql(database).fetchValue("select count(*) from pg_class where relpersistence = 't'"))
                .isEqualTo(0L);
        assertThat(Projector.sql(database).fetchValue("show statement_timeout")).isEqualTo("0");
    }
}
