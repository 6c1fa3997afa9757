package retrace.infra.launcher.projections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import retrace.infra.launcher.axon.AxonConfiguration;
import retrace.infra.launcher.testing.OnPostgres;
import retrace.infra.postgres.EmbeddedDatabase;
import retrace.kernel.id.AccountId;
import retrace.kernel.id.EndpointId;
import retrace.kernel.id.SessionId;
import retrace.kernel.id.TeamId;
import retrace.kernel.platform.Platform;
import retrace.kernel.session.EndReason;
import retrace.kernel.session.SessionEvent;
import retrace.kernel.session.ViewerKind;
import retrace.kernel.team.AccessKind;
import retrace.kernel.team.Actor;
import retrace.query.activesessions.ActiveSessionsProjection;
import retrace.query.config.QuerySideConfiguration;
import retrace.query.readmodel.Progress;
import retrace.query.readmodel.Projected;
import retrace.query.rebuild.DeadLetters;
import retrace.query.rebuild.Rebuild;
import retrace.query.rebuild.RebuildListener;
import retrace.query.sessionslog.SessionFilter;
import retrace.query.sessionslog.SessionsLogProjection;
import retrace.query.sessionslog.SessionsLogQueries;

/** The live projections, the queries and a rebuild on one database, as they are deployed. */
@Execution(ExecutionMode.CONCURRENT)
@SuppressWarnings("NullAway.Init") // started before each test
class RebuildWhileRunningTest {

    private static final Instant AT = Instant.parse("2026-11-24T08:00:00Z");
    private static final Actor ADA = new Actor(AccountId.create(), "Ada Lovelace");

    @TempDir
    private Path folder;

    private EmbeddedDatabase postgres;
    private ConfigurableApplicationContext context;
    private final TeamId team = TeamId.create();
    private final AtomicBoolean over = new AtomicBoolean();

    @BeforeEach
    void start() throws IOException {
        postgres = EmbeddedDatabase.start(folder);
        context = OnPostgres.start(Wiring.class, postgres.jdbcUrl());
    }

    @AfterEach
    void stop() throws IOException {
        context.close();
        postgres.close();
    }

    @Test
    void queriesAnswerAndNoRowIsLostOrDoubledWhileTablesAreSwapped() throws Exception {
        List<Rebuild.Rebuilt> rebuilt = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> written = threads.submit(this::keepWriting);
            Future<Integer> asked = threads.submit(this::keepAsking);
            for (int i = 0; i < 3; i++) {
                rebuilt.addAll(rebuild());
            }
            over.set(true);
            assertThat(written.get()).isPositive();
            assertThat(asked.get()).isPositive();
            await().atMost(Duration.ofSeconds(30)).until(this::isUpToDate);
            assertThat(sql().fetchValue("select count(*)::int from sessions_log.session"))
                    .isEqualTo(written.get());
        }
        assertThat(rebuilt).hasSize(3 * QuerySideConfiguration.PROJECTED.size());

        rebuild(); // of what the live projections have gone on with

        for (Projected each : QuerySideConfiguration.PROJECTED) {
            each.allTables().forEach(table -> assertSame(each.readModel().schema(), table.getName()));
        }
    }

    @Test
    void aLiveProjectionThatLagsFarBehindGoesOnFromWhereTheRebuiltTablesAre() throws Exception {
        for (int i = 0; i < 20; i++) {
            session();
        }
        await().until(this::isUpToDate);
        sql().execute("update events.token set token = convert_to('{\"index\":3,\"gaps\":[]}', 'UTF8')"
                + " where processor_name = 'active-sessions'");

        rebuild(List.of(ActiveSessionsProjection.PROJECTED), false);

        session();
        await().atMost(Duration.ofSeconds(40))
                .until(() -> sql().fetchExists(DSL.selectOne()
                        .from("events.token")
                        .where("processor_name = 'active-sessions'")
                        .and("owner <> 'rebuild'")
                        .and("convert_from(token, 'UTF8')::jsonb->>'index' = '42'")));
        assertThat(sql().fetchValue("select count(*)::int from active_sessions.active_session"))
                .isEqualTo(0);
    }

    @Test
    void anEventThatCannotBeReadStopsNothingButItsOwnPart() throws Exception {
        session();
        SessionId bad = SessionId.create();
        sql().execute(
                        "insert into events.domain_event (event_identifier, aggregate_identifier, sequence_number, type,"
                                + " payload_type, payload_revision, payload, meta_data, time_stamp) select 'bad', ?, 0, type,"
                                + " payload_type, payload_revision, '[]', meta_data, time_stamp from events.domain_event"
                                + " where payload_type = 'session-started'",
                        bad.value());
        append(bad, 1, ended(bad, EndpointId.create()));
        session();

        await().atMost(Duration.ofSeconds(40))
                .until(
                        () -> sql().fetchValue("select count(*)::int from sessions_log.session"),
                        Integer.valueOf(2)::equals);

        DeadLetters letters = context.getBean(DeadLetters.class);
        await().until(() -> letters.counts().get("sessions-log"), Integer.valueOf(2)::equals);
        assertThat(letters.list().stream().filter(each -> each.readModel().equals("sessions-log")))
                .extracting(DeadLetters.Letter::sequence)
                .containsExactly(0L, 1L);
        sql().execute("update events.dead_letter set payload = (select payload from events.domain_event"
                + " where global_index = 1) where sequence_number = 0");
        for (Projected each : QuerySideConfiguration.PROJECTED) {
            for (String part : letters.parts(each)) {
                assertThat(letters.retry(each, part).left()).isZero();
            }
        }
        assertThat(letters.counts()).isEmpty();
    }

    @Test
    void whatComesForAPartThatARebuildHasPutAsideWaitsBehindIt() throws Exception {
        SessionId bad = SessionId.create();
        append(bad, 0, started(bad, EndpointId.create()));
        session();
        await().until(this::isUpToDate);
        sql().execute("update events.domain_event set payload = '[]' where aggregate_identifier = ?", bad.value());

        rebuild(List.of(SessionsLogProjection.PROJECTED), true);
        append(bad, 1, ended(bad, EndpointId.create()));

        DeadLetters letters = context.getBean(DeadLetters.class);
        await().atMost(Duration.ofSeconds(40))
                .until(() -> letters.counts().get("sessions-log"), Integer.valueOf(2)::equals);
    }

    @Test
    void noEventIsLeftOutWhereTheNumberOfSegmentsChanges() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> written = threads.submit(this::keepWriting);
            rebuild(List.of(SessionsLogProjection.PROJECTED), false, OptionalInt.of(2));
            over.set(true);
            assertThat(written.get()).isPositive();
        }
        await().atMost(Duration.ofSeconds(40)).until(this::isUpToDate);

        rebuild(List.of(SessionsLogProjection.PROJECTED), false);

        SessionsLogProjection.PROJECTED.allTables().forEach(table -> assertSame("sessions_log", table.getName()));
    }

    private void assertSame(String schema, String table) {
        String fresh = schema + "." + table;
        String old = schema + "__old." + table;
        assertThat(sql().fetch("(table " + fresh + " except all table " + old + ") union all (table " + old
                        + " except all table " + fresh + ")"))
                .as(fresh)
                .isEmpty();
    }

    private List<Rebuild.Rebuilt> rebuild() throws Exception {
        return rebuild(QuerySideConfiguration.PROJECTED, false);
    }

    private List<Rebuild.Rebuilt> rebuild(List<Projected> readModels, boolean acceptAside) throws Exception {
        return rebuild(readModels, acceptAside, OptionalInt.empty());
    }

    private List<Rebuild.Rebuilt> rebuild(List<Projected> readModels, boolean acceptAside, OptionalInt segments)
            throws Exception {
        Rebuild.Wishes wishes = new Rebuild.Wishes(false, acceptAside, false, segments, Rebuild.Effort.DEFAULT);
        return new Rebuild(context.getBean(DataSource.class), wishes, RebuildListener.NONE, Clock.systemUTC())
                .run(readModels);
    }

    private int keepWriting() throws InterruptedException {
        int sessions = 0;
        while (!over.get()) {
            session();
            sessions++;
            Thread.sleep(20); // the live projections keep up, so that no rebuild has to wait for them
        }
        return sessions;
    }

    private void session() {
        SessionId session = SessionId.create();
        EndpointId endpoint = EndpointId.create();
        append(session, 0, started(session, endpoint));
        append(session, 1, ended(session, endpoint));
    }

    private SessionEvent started(SessionId session, EndpointId endpoint) {
        return new SessionEvent.SessionStarted(
                session,
                team,
                endpoint,
                "Front desk",
                Platform.LINUX,
                AccessKind.UNATTENDED,
                null,
                ADA,
                null,
                ViewerKind.CONSOLE,
                false,
                AT);
    }

    private SessionEvent ended(SessionId session, EndpointId endpoint) {
        return new SessionEvent.SessionEnded(session, team, endpoint, EndReason.TECHNICIAN_LEFT, "", AT);
    }

    private void append(SessionId session, long sequence, SessionEvent event) {
        context.getBean(EventStore.class)
                .publish(new GenericDomainEventMessage<>("Session", session.value(), sequence, event));
    }

    /** @return how often there was an answer with no fewer sessions than in the one before */
    private int keepAsking() throws InterruptedException {
        SessionsLogQueries queries = context.getBean(SessionsLogQueries.class);
        int answers = 0;
        long before = 0;
        while (!over.get()) {
            queries.page(team, SessionFilter.ALL, null, 50);
            long count = sql().fetchCount(retrace.query.sessionslog.schema.Tables.SESSION);
            assertThat(count).isGreaterThanOrEqualTo(before);
            before = count;
            answers++;
            Thread.sleep(2);
        }
        return answers;
    }

    private boolean isUpToDate() {
        Progress progress = context.getBean(Progress.class);
        return QuerySideConfiguration.READ_MODELS.stream()
                .allMatch(each -> progress.behind(each).events() == 0);
    }

    private DSLContext sql() {
        return DSL.using(context.getBean(DataSource.class), SQLDialect.POSTGRES);
    }

    @org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
    @Import({AxonConfiguration.class, QuerySideConfiguration.class})
    @ImportAutoConfiguration({DataSourceAutoConfiguration.class, DataSourceTransactionManagerAutoConfiguration.class})
    static class Wiring {

        @Bean
        InstantSource clock() {
            return Clock.systemUTC();
        }

        @Bean
        DeadLetters deadLetters(DataSource database, InstantSource clock) {
            return new DeadLetters(database, clock);
        }
    }
}
