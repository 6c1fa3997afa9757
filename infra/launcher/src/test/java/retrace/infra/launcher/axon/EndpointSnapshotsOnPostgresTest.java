package retrace.infra.launcher.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import javax.sql.DataSource;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.ConfigurerModule;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import retrace.command.config.CommandSideModule;
import retrace.command.session.RecordingPolicy;
import retrace.infra.launcher.testing.OnPostgres;
import retrace.infra.postgres.EmbeddedDatabase;
import retrace.kernel.endpoint.EndpointCommand.RegisterEndpoint;
import retrace.kernel.endpoint.EndpointCommand.ReportStreamerVersion;
import retrace.kernel.endpoint.Monitor;
import retrace.kernel.endpoint.StreamerAddress;
import retrace.kernel.id.AccountId;
import retrace.kernel.id.EndpointId;
import retrace.kernel.id.TeamId;
import retrace.kernel.platform.Platform;
import retrace.kernel.platform.StreamerVersion;
import retrace.kernel.team.AccessKind;
import retrace.kernel.team.Caller;
import retrace.kernel.team.Role;

/** Endpoints with many events behind them, on a real PostgreSQL. */
@SuppressWarnings("NullAway.Init") // started before the tests
class EndpointSnapshotsOnPostgresTest {

    private static final Caller OWNER = new Caller(TeamId.create(), AccountId.create(), "Ada Lovelace", Role.OWNER);

    @TempDir
    private static Path folder;

    private static EmbeddedDatabase postgres;
    private static ConfigurableApplicationContext context;
    private final EndpointId endpoint = EndpointId.create();
    private int reports;

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedDatabase.start(folder);
        context = OnPostgres.start(Wiring.class, postgres.jdbcUrl());
    }

    @AfterAll
    static void stop() throws IOException {
        context.close();
        postgres.close();
    }

    @BeforeEach
    void register() {
        send(new RegisterEndpoint(
                endpoint,
                "Front desk",
                Platform.WINDOWS,
                AccessKind.UNATTENDED,
                null,
                List.of(new Monitor(1, "Main", new StreamerAddress("127.0.0.1", 5900))),
                OWNER));
    }

    @Test
    void theNewestIsKeptAlone() {
        report(250);

        assertThat(sql().queryForList(
                                "select sequence_number from events.snapshot where aggregate_identifier = ?",
                                Long.class,
                                endpoint.value()))
                .singleElement()
                .satisfies(number -> assertThat(number).isBetween(150L, 250L));
        assertThat(events()).isEqualTo(251);
    }

    @Test
    void whatIsInOneIsNotReadFromEventsAgain() {
        report(120);
        changeSnapshot("payload = convert_to(replace(convert_from(payload, 'UTF8'),"
                + " '\"retired\":false', '\"retired\":true'), 'UTF8')");

        assertThatThrownBy(() -> report(1)).hasMessageContaining("no such computer");
    }

    @Test
    void oneOfAnotherRevisionIsPassedOver() {
        report(120);
        changeSnapshot("payload_revision = '0', payload = convert_to('{}', 'UTF8')");

        report(1);

        assertThat(events()).isEqualTo(122);
    }

    @Test
    void allMayBeDeleted() {
        report(120);
        assertThat(sql().update("delete from events.snapshot where aggregate_identifier = ?", endpoint.value()))
                .isEqualTo(1);

        report(1);

        assertThat(events()).isEqualTo(122);
    }

    /** Each of another version, so that each is an event. */
    private void report(int count) {
        for (int i = 0; i < count; i++) {
            reports++;
            send(new ReportStreamerVersion(endpoint, new StreamerVersion("4." + reports), OWNER));
        }
    }

    private void send(Object command) {
        context.getBean(CommandGateway.class).sendAndWait(command);
    }

    private void changeSnapshot(String assignment) {
        assertThat(sql().update(
                                "update events.snapshot set " + assignment + " where aggregate_identifier = ?",
                                endpoint.value()))
                .isEqualTo(1);
    }

    private int events() {
        return sql().queryForList("select 1 from events.domain_event where aggregate_identifier = ?", endpoint.value())
                .size();
    }

    private JdbcTemplate sql() {
        return new JdbcTemplate(context.getBean(DataSource.class));
    }

    @Configuration(proxyBeanMethods = false)
    @Import(AxonConfiguration.class)
    @ImportAutoConfiguration({DataSourceAutoConfiguration.class, DataSourceTransactionManagerAutoConfiguration.class})
    static class Wiring {

        @Bean
        ConfigurerModule commandSide() {
            return new CommandSideModule(Duration.ofMinutes(10), RecordingPolicy.byDefault());
        }

        @Bean
        InstantSource clock() {
            return Clock.systemUTC();
        }
    }
}
