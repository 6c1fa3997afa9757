package retrace.infra.launcher.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.jdbc.UnitOfWorkAwareConnectionProviderWrapper;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.ReplayStatus;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.serialization.json.JacksonSerializer;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import retrace.infra.launcher.testing.OnPostgres;
import retrace.infra.postgres.EmbeddedDatabase;
import retrace.kernel.id.TeamId;
import retrace.kernel.team.AddOn;
import retrace.kernel.team.Plan;
import retrace.kernel.team.TeamEvent.TeamCreated;
import retrace.kernel.wire.EventSerializer;

/** Axon as it is wired, on a real PostgreSQL. */
@SuppressWarnings("NullAway.Init") // started by each test
class AxonOnPostgresTest {

    private static final Instant AT = Instant.parse("2026-11-24T08:00:00Z");

    @TempDir
    private static Path folder;

    private static EmbeddedDatabase postgres;
    private ConfigurableApplicationContext context;

    @BeforeAll
    static void startPostgres() throws IOException {
        postgres = EmbeddedDatabase.start(folder);
    }

    @AfterAll
    static void stopPostgres() throws IOException {
        postgres.close();
    }

    @AfterEach
    void stop() {
        if (context != null) {
            context.close();
        }
    }

    @Test
    void runsOnThePartsItNames() {
        start("parts");

        Configuration axon = context.getBean(Configuration.class);
        assertThat(axon.getComponent(TransactionManager.class)).isExactlyInstanceOf(SpringTransactionManager.class);
        assertThat(axon.getComponent(TokenStore.class)).isExactlyInstanceOf(JdbcTokenStore.class);
        assertThat(axon.getComponent(EventStorageEngine.class)).isExactlyInstanceOf(EventLogEngine.class);
        assertThat(axon.eventStore()).isExactlyInstanceOf(WakingEventStore.class);
        assertThat(axon.eventSerializer()).isExactlyInstanceOf(EventSerializer.class);
        assertThat(axon.messageSerializer()).isExactlyInstanceOf(EventSerializer.class);
        assertThat(axon.serializer()).isExactlyInstanceOf(JacksonSerializer.class);
        assertThat(context.getBean(ConnectionProvider.class))
                .isExactlyInstanceOf(UnitOfWorkAwareConnectionProviderWrapper.class);
        assertThat(processor()).isExactlyInstanceOf(PooledStreamingEventProcessor.class);
    }

    @Test
    void storesAnEventUnderItsStableNameAndReadsItBack() {
        start("names");
        TeamId team = TeamId.create();

        append(team, 0, "Demo");

        Map<String, Object> row = sql().queryForMap(
                        "select payload_type, payload_revision, type,"
                                + " convert_from(payload, 'UTF8') json from events.domain_event where aggregate_identifier = ?",
                        team.value());
        assertThat(row).containsEntry("payload_type", "team-created").containsEntry("payload_revision", "1");
        assertThat(row.get("json")).asString().contains("\"name\":\"Demo\"").doesNotContain("retrace.");
        assertThat(context.getBean(EventStore.class)
                        .readEvents(team.value())
                        .next()
                        .getPayload())
                .isEqualTo(created(team, "Demo"));
    }

    @Test
    void twoEventsOfOneAggregateCannotHaveTheSameNumber() {
        start("clash");
        TeamId team = TeamId.create();
        append(team, 0, "first");
        append(team, 1, "second");

        assertThatThrownBy(() -> append(team, 1, "second again")).isInstanceOf(ConcurrencyException.class);
    }

    @Test
    void aNewProjectionSeesTheWholeHistoryAndNotAsAReplay() {
        start("history");
        append(TeamId.create(), 0, "one");
        await().untilAsserted(() -> assertThat(names()).containsExactly("one"));
        context.close();
        on("history").execute("delete from events.token");
        on("history").execute("delete from projected");

        start("history");

        await().untilAsserted(() -> assertThat(names()).containsExactly("one"));
        assertThat(projection().replays).isEmpty();
    }

    @Test
    void rowsAndTokenAreOneTransactionAndAFailingProjectionTriesAgain() {
        start("rollback");
        append(TeamId.create(), 0, "before");
        await().untilAsserted(() -> assertThat(names()).containsExactly("before"));
        String token = token();

        projection().failing.set(true);
        append(TeamId.create(), 0, "after");

        await().untilAsserted(() -> assertThat(projection().failures).isNotEmpty());
        assertThat(names()).containsExactly("before");
        assertThat(token()).isEqualTo(token);

        projection().failing.set(false);
        await().atMost(Duration.ofSeconds(60)) // it is tried again ever later, up to a minute
                .untilAsserted(() -> assertThat(names()).containsExactly("before", "after"));
        assertThat(token()).isNotEqualTo(token);
    }

    @Test
    void aProjectionIsMillisecondsBehindAnAppend() throws InterruptedException {
        start("lag");
        append(TeamId.create(), 0, "warm up");
        await().untilAsserted(() -> assertThat(projection().seenAtNanos).hasSize(1));
        List<Long> lagsNanos = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            int seen = projection().seenAtNanos.size();
            append(TeamId.create(), 0, "event " + i);
            long appendedAtNanos = System.nanoTime();
            await().pollInterval(Duration.ofMillis(1))
                    .until(() -> projection().seenAtNanos.size() == seen + 1);
            lagsNanos.add(projection().seenAtNanos.get(seen) - appendedAtNanos);
        }
        Collections.sort(lagsNanos);
        assertThat(Duration.ofNanos(lagsNanos.get(lagsNanos.size() / 2))).isLessThan(Duration.ofMillis(100));
    }

    @Test
    void aProjectionIsWokenByTheLargerTransactionThatAnAppendIsPartOf() {
        start("larger");
        append(TeamId.create(), 0, "warm up");
        await().untilAsserted(() -> assertThat(names()).hasSize(1));

        new TransactionTemplate(context.getBean(PlatformTransactionManager.class)).executeWithoutResult(status -> {
            append(TeamId.create(), 0, "inner");
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        });

        await().atMost(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(names()).hasSize(2));
    }

    private void start(String database) {
        context = OnPostgres.start(Wiring.class, url(database));
    }

    private static String url(String database) {
        JdbcTemplate admin = on("postgres");
        if (admin.queryForList("select 1 from pg_database where datname = ?", database)
                .isEmpty()) {
            admin.execute("create database " + database);
        }
        return urlOf(database);
    }

    private static String urlOf(String database) {
        return "jdbc:postgresql://127.0.0.1:" + postgres.port() + "/" + database;
    }

    private static JdbcTemplate on(String database) {
        return new JdbcTemplate(new DriverManagerDataSource(urlOf(database), EmbeddedDatabase.USER, ""));
    }

    private void append(TeamId team, long sequenceNumber, String name) {
        context.getBean(EventStore.class)
                .publish(new GenericDomainEventMessage<>("Team", team.value(), sequenceNumber, created(team, name)));
    }

    private static TeamCreated created(TeamId team, String name) {
        return new TeamCreated(team, name, Plan.ENTERPRISE, Set.of(AddOn.CLOUD_SESSION_RECORDING), AT);
    }

    private JdbcTemplate sql() {
        return new JdbcTemplate(context.getBean(DataSource.class));
    }

    private List<String> names() {
        return sql().queryForList("select name from projected order by id", String.class);
    }

    private String token() {
        return String.valueOf(
                sql().queryForObject("select convert_from(token, 'UTF8') from events.token", String.class));
    }

    private NamesProjection projection() {
        return context.getBean(NamesProjection.class);
    }

    private StreamingEventProcessor processor() {
        return context.getBean(Configuration.class)
                .eventProcessingConfiguration()
                .eventProcessor("names", StreamingEventProcessor.class)
                .orElseThrow();
    }

    @org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
    @Import(AxonConfiguration.class)
    @ImportAutoConfiguration({DataSourceAutoConfiguration.class, DataSourceTransactionManagerAutoConfiguration.class})
    static class Wiring {

        @Bean
        NamesProjection namesProjection(DataSource dataSource) {
            return new NamesProjection(new JdbcTemplate(dataSource));
        }
    }

    @ProcessingGroup("names")
    static class NamesProjection {

        private final JdbcTemplate sql;
        private final AtomicBoolean failing = new AtomicBoolean();
        private final List<String> failures = Collections.synchronizedList(new ArrayList<>());
        private final List<String> replays = Collections.synchronizedList(new ArrayList<>());
        private final List<Long> seenAtNanos = Collections.synchronizedList(new ArrayList<>());

        NamesProjection(JdbcTemplate sql) {
            this.sql = sql;
            sql.execute("create table if not exists projected (id bigint generated always as identity, name text)");
        }

        @EventHandler
        void on(TeamCreated event, ReplayStatus replay) {
            if (replay.isReplay()) {
                replays.add(event.name());
            }
            sql.update("insert into projected (name) values (?)", event.name());
            seenAtNanos.add(System.nanoTime());
            if (failing.get()) {
                failures.add(event.name());
                throw new IllegalStateException("told to fail");
            }
        }
    }
}
