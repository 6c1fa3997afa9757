package retrace.infra.launcher.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static retrace.infra.launcher.axon.EventLogEngine.EVENTS_A_READ_MAX;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import retrace.infra.launcher.testing.OnPostgres;
import retrace.infra.postgres.EmbeddedDatabase;
import retrace.kernel.id.TeamId;
import retrace.kernel.team.Plan;
import retrace.kernel.team.TeamEvent.TeamCreated;

/** The event log as it is read and followed, on a real PostgreSQL. */
@Execution(ExecutionMode.CONCURRENT)
@SuppressWarnings("NullAway.Init") // started before each test
class EventLogEngineTest {

    private static final Instant AT = Instant.parse("2026-11-24T08:00:00Z");

    @TempDir
    private Path folder;

    private EmbeddedDatabase postgres;
    private ConfigurableApplicationContext context;

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

    @ParameterizedTest
    @ValueSource(ints = {EVENTS_A_READ_MAX - 1, EVENTS_A_READ_MAX, EVENTS_A_READ_MAX + 1})
    void anAggregateIsReadWhole(int events) {
        TeamId team = TeamId.create();
        for (int i = 0; i < events; i++) {
            append(team, i, "event " + i);
        }

        List<Long> read = context.getBean(EventStore.class)
                .readEvents(team.value())
                .asStream()
                .<Long>map(event -> event.getSequenceNumber())
                .toList();

        assertThat(read).isEqualTo(LongStream.range(0, events).boxed().toList());
        await().untilAsserted(() -> assertThat(effect().names()).hasSize(events));
    }

    @Test
    void anEventOfATransactionThatEndsLateIsHandledAsWell() {
        append(TeamId.create(), 0, "first");
        await().untilAsserted(() -> assertThat(effect().names()).containsExactly("first"));

        transaction().executeWithoutResult(status -> {
            append(TeamId.create(), 0, "late");
            CompletableFuture.runAsync(() -> append(TeamId.create(), 0, "early"))
                    .join();
            await().untilAsserted(() -> assertThat(effect().names()).containsExactly("first", "early"));
        });

        await().untilAsserted(() -> assertThat(effect().names()).containsExactly("first", "early", "late"));
        await().untilAsserted(() -> assertThat(projection().names()).containsExactly("first", "early", "late"));
    }

    @Test
    void whatAnotherProcessStoresIsFound() {
        append(TeamId.create(), 0, "first");
        await().untilAsserted(() -> assertThat(effect().names()).hasSize(1));

        copyLastEventTo(TeamId.create());

        await().untilAsserted(() -> assertThat(effect().names()).hasSize(2));
    }

    @Test
    void commitsOfProjectionsAloneDoNotWaitForTheDisk() {
        append(TeamId.create(), 0, "first");

        await().untilAsserted(() -> assertThat(projection().handled).hasSize(1));
        await().untilAsserted(() -> assertThat(effect().handled).hasSize(1));
        assertThat(projection().handled.getFirst().durability()).isEqualTo("off");
        assertThat(effect().handled.getFirst().durability()).isEqualTo("on");
        transaction()
                .executeWithoutResult(status -> assertThat(durability(sql())).isEqualTo("on"));
    }

    private static String durability(JdbcTemplate sql) {
        return Objects.requireNonNull(sql.queryForObject("show synchronous_commit", String.class));
    }

    private void append(TeamId team, long sequenceNumber, String name) {
        context.getBean(EventStore.class)
                .publish(new GenericDomainEventMessage<>(
                        "Team",
                        team.value(),
                        sequenceNumber,
                        new TeamCreated(team, name, Plan.ENTERPRISE, Set.of(), AT)));
    }

    /** As another process would, of which this one hears nothing. */
    private void copyLastEventTo(TeamId team) {
        sql().update(
                        "insert into events.domain_event (event_identifier, aggregate_identifier, sequence_number, type,"
                                + " payload_type, payload_revision, payload, meta_data, time_stamp)"
                                + " select ?, ?, 0, type, payload_type, payload_revision, payload, meta_data, time_stamp"
                                + " from events.domain_event order by global_index desc limit 1",
                        team.value(),
                        team.value());
    }

    private JdbcTemplate sql() {
        return new JdbcTemplate(context.getBean(DataSource.class));
    }

    private TransactionTemplate transaction() {
        return new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
    }

    private AnEffect effect() {
        return context.getBean(AnEffect.class);
    }

    private AProjection projection() {
        return context.getBean(AProjection.class);
    }

    @org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
    @Import(AxonConfiguration.class)
    @ImportAutoConfiguration({DataSourceAutoConfiguration.class, DataSourceTransactionManagerAutoConfiguration.class})
    static class Wiring {

        @Bean
        AnEffect anEffect(DataSource dataSource) {
            return new AnEffect(new JdbcTemplate(dataSource));
        }

        @Bean
        AProjection aProjection(DataSource dataSource) {
            return new AProjection(new JdbcTemplate(dataSource));
        }
    }

    record Handled(String name, long atNanos, @Nullable String durability) {}

    abstract static class Handling {

        final List<Handled> handled = new CopyOnWriteArrayList<>();
        private final JdbcTemplate sql;

        Handling(JdbcTemplate sql) {
            this.sql = sql;
        }

        @EventHandler
        void on(TeamCreated event) {
            handled.add(new Handled(event.name(), System.nanoTime(), EventLogEngineTest.durability(sql)));
        }

        List<String> names() {
            return handled.stream().map(Handled::name).toList();
        }
    }

    @ProcessingGroup("an-effect")
    static final class AnEffect extends Handling {

        AnEffect(JdbcTemplate sql) {
            super(sql);
        }
    }

    /** In the place of one that Retrace has. */
    @ProcessingGroup("team-directory")
    static final class AProjection extends Handling {

        AProjection(JdbcTemplate sql) {
            super(sql);
        }
    }
}
