package retrace.infra.launcher.projections;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import retrace.infra.launcher.testing.BuiltRetrace;
import retrace.infra.postgres.EmbeddedDatabase;

/** The command as an operator runs it, killed in its midst. */
class RebuildCommandIT {

    private static final int SESSIONS = 120_000;

    private static final String MANY_SESSIONS = """
            insert into events.domain_event (event_identifier, aggregate_identifier, sequence_number, type, payload_type,
              payload_revision, payload, meta_data, time_stamp)
            select gen_random_uuid(), session, 0, 'Session', 'session-started', '1', convert_to(format(
              '{"session":"%s","team":"team-00000000-0000-0000-0000-000000000001",'
              '"endpoint":"endpoint-00000000-0000-0000-0000-000000000003","endpointName":"Front desk",'
              '"endpointPlatform":"LINUX","accessKind":"UNATTENDED",'
              '"technician":{"account":"account-00000000-0000-0000-0000-000000000002","name":"Ada"},'
              '"viewer":"CONSOLE","recorded":true,"at":"2026-11-24T10:20:30.456Z"}', session), 'UTF8'), '{}',
              '2026-11-24T10:20:30.456Z'
            from (select 'session-' || gen_random_uuid() as session from generate_series(1, ?)) as sessions
            """;

    private static final String OTHER_INDEXES = """
            select indexrelid::regclass::text from pg_index
            where indrelid = 'events.domain_event'::regclass and not indisunique
            """;

    @TempDir
    private Path folder;

    @TempDir
    private Path temporary;

    @Test
    void isKilledAndTakenUpAgain() throws Exception {
        try (EmbeddedDatabase postgres = EmbeddedDatabase.start(folder)) {
            JdbcTemplate sql =
                    new JdbcTemplate(new DriverManagerDataSource(postgres.jdbcUrl(), EmbeddedDatabase.USER, ""));
            Flyway.configure()
                    .dataSource(postgres.jdbcUrl(), EmbeddedDatabase.USER, "")
                    .defaultSchema("events")
                    .locations("classpath:db/events")
                    .load()
                    .migrate();
            // What a rebuild does not read by would only slow down the making of so many.
            sql.queryForList(OTHER_INDEXES, String.class).forEach(index -> sql.execute("drop index " + index));
            sql.update(MANY_SESSIONS, SESSIONS);
            sql.execute("analyze events.domain_event");

            Process killed = rebuild(postgres);
            while (killed.isAlive() && eventsDone(sql) == 0) {
                Thread.sleep(10);
            }
            killed.destroyForcibly();
            assertThat(killed.waitFor(20, SECONDS)).isTrue();
            assertThat(temporary).isNotEmptyDirectory();
            long done = eventsDone(sql);
            assertThat(done).isPositive().isLessThan(SESSIONS);
            List<String> said = said(rebuild(postgres));

            assertThat(said)
                    .contains("sessions-log: taken up again where it was stopped.")
                    .contains("sessions-log is rebuilt from " + SESSIONS + " events.");
            assertThat(temporary).isEmptyDirectory();
            assertThat(sql.queryForObject("select count(distinct session) from sessions_log.session", Long.class))
                    .isEqualTo(SESSIONS);
            assertThat(sql.queryForObject("select count(*) from sessions_log.session", Long.class))
                    .isEqualTo(SESSIONS);
        }
    }

    private static long eventsDone(JdbcTemplate sql) {
        Boolean begun =
                sql.queryForObject("select to_regclass('sessions_log__new.rebuild_part') is not null", Boolean.class);
        Long done = Boolean.TRUE.equals(begun)
                ? sql.queryForObject("select sum(events) from sessions_log__new.rebuild_part", Long.class)
                : null;
        return done == null ? 0 : done;
    }

    private static List<String> said(Process process) throws IOException, InterruptedException {
        List<String> lines = new ArrayList<>();
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                lines.add(line);
            }
        }
        assertThat(process.waitFor()).as(String.join("\n", lines)).isZero();
        return lines;
    }

    private Process rebuild(EmbeddedDatabase postgres) throws IOException {
        ProcessBuilder command = BuiltRetrace.command(List.of(
                "projections",
                "rebuild",
                "sessions-log",
                "--database",
                postgres.jdbcUrl(),
                "--temporary",
                temporary.toString()));
        command.environment().put("RETRACE_DATABASE_USER", EmbeddedDatabase.USER);
        return command.start();
    }
}
