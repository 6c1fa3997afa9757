package retrace.query.sessionslog;

import static org.assertj.core.api.Assertions.assertThat;
import static retrace.query.testing.SessionStory.NOON;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.conf.ParamType;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import retrace.kernel.id.TeamId;
import retrace.query.readmodel.Cursor;
import retrace.query.testing.Projector;
import retrace.query.testing.TestDatabase;

/** What PostgreSQL makes of a page's query when the log is long. */
class SessionsLogPlanTest {

    private static final TeamId TEAM = new TeamId("team-00000000-0000-0000-0000-000000000001");

    private static final Pattern BUFFERS = Pattern.compile("Buffers: shared(?: hit=(\\d+))?(?: read=(\\d+))?");
    private static final DataSource DATABASE = TestDatabase.create();
    private static final DSLContext SQL = Projector.sql(DATABASE);
    private static final SessionsLogQueries QUERIES = new SessionsLogQueries(SQL, Projector.UP_TO_DATE);

    /** 100,000 sessions of two teams, 500 technicians and 500 endpoints. */
    @BeforeAll
    static void fill() {
        SQL.execute("""
                INSERT INTO sessions_log.session (session, sequence, team, endpoint, endpoint_name, endpoint_platform,
                    access_kind, technician, technician_name, viewer, started_at, ended_at, recorded, segments_ready,
                    segments_expired, refusal_code, holds, gaps)
                SELECT 'session-' || lpad(to_hex(n), 8, '0') || '-0000-0000-0000-000000000000', 3,
                    'team-00000000-0000-0000-0000-00000000000' || n % 2,
                    'endpoint-' || lpad(to_hex(n / 7 % 500), 8, '0') || '-0000-0000-0000-000000000000', 'Desk', 'LINUX',
                    CASE n / 11 % 50 WHEN 0 THEN 'ATTENDED' ELSE 'UNATTENDED' END,
                    'account-' || lpad(to_hex(n / 13 % 500), 8, '0') || '-0000-0000-0000-000000000000', 'Ada', 'CONSOLE',
                    timestamptz '2026-11-24 12:00:00Z' - n * interval '1 minute',
                    timestamptz '2026-11-24 13:00:00Z' - n * interval '1 minute',
                    true, n / 17 % 2, 1, CASE n % 1000 WHEN 0 THEN 'ENDPOINT_BUSY' END, CASE n % 500 WHEN 0 THEN 1 ELSE 0 END,
                    CASE n / 2 % 400 WHEN 0 THEN 1 WHEN 1 THEN 0 END
                FROM generate_series(1, 100000) n
                """);
        SQL.execute("VACUUM ANALYZE sessions_log.session");
    }

    @ParameterizedTest
    @CsvSource({
        "session_by_time,,,,,,,,,",
        "session_by_technician,account-00000007-0000-0000-0000-000000000000,,,,,,,,",
        "session_by_endpoint,,endpoint-00000007-0000-0000-0000-000000000000,,,,,,,",
        "session_by_time,,,2026-10-01T00:00:00Z,2026-10-02T00:00:00Z,,,,,",
        "session_by_access_kind,,,,,ATTENDED,,,,",
        "session_by_recording_state,,,,,,READY,,,",
        "session_by_recording_state,,,,,,EXPIRED,,,",
        "session_refused,,,,,,,true,,",
        "session_held,,,,,,,,true,",
        "session_with_gaps,,,,,,,,,true",
        "session_without_gaps,,,,,,,,,false",
        "session_refused_of_technician,account-00000007-0000-0000-0000-000000000000,,,,,,true,,",
        "session_refused_of_endpoint,,endpoint-00000007-0000-0000-0000-000000000000,,,,,true,,",
        "session_held_of_technician,account-00000007-0000-0000-0000-000000000000,,,,,,,true,",
        "session_held_of_endpoint,,endpoint-00000007-0000-0000-0000-000000000000,,,,,,true,",
        "session_with_gaps_of_technician,account-00000007-0000-0000-0000-000000000000,,,,,,,,true",
        "session_with_gaps_of_endpoint,,endpoint-00000007-0000-0000-0000-000000000000,,,,,,,true"
    })
    void everyFilterIsReadFromItsIndexInTheOrderOfTheLog(
            String index,
            @Nullable String technician,
            @Nullable String endpoint,
            @Nullable String from,
            @Nullable String to,
            @Nullable String accessKind,
            @Nullable String recording,
            @Nullable String refused,
            @Nullable String held,
            @Nullable String gaps) {
        SessionFilter filter =
                SessionFilter.parse(technician, endpoint, from, to, accessKind, recording, refused, held, gaps);
        Cursor deep = new Cursor(NOON.minusSeconds(60 * 50_000), "session-0");

        String plan = SQL.explain(QUERIES.rows(TEAM, filter, deep, 51)).plan();

        assertThat(plan).contains("Index Scan using " + index).doesNotContain("Filter:", "Sort");
    }

    @ParameterizedTest
    @CsvSource({"account-00000007-0000-0000-0000-000000000000,,READY", ",,", ",ATTENDED,", ",ATTENDED,READY"})
    void aPageReadsFewBuffersHoweverDeepItIs(
            @Nullable String technician, @Nullable String accessKind, @Nullable String recording) {
        SessionFilter filter =
                SessionFilter.parse(technician, null, null, null, accessKind, recording, null, null, null);

        String plan = executed(filter);

        assertThat(buffersRead(plan)).as(plan).isLessThan(2000);
    }

    @Test
    void aPageIsNotWalkedToFromTheMomentUpToWhichIsAskedFor() {
        SessionFilter filter =
                SessionFilter.parse(null, null, null, "2026-12-01T00:00:00Z", null, null, null, null, null);

        String plan = executed(filter);

        assertThat(buffersRead(plan)).as(plan).isLessThan(100);
    }

    /** What it took to read a page from the middle of the log. */
    private static String executed(SessionFilter filter) {
        Cursor deep = new Cursor(NOON.minusSeconds(60 * 50_000), "session-0");
        String sql = QUERIES.rows(TEAM, filter, deep, 51).getSQL(ParamType.INLINED);
        return SQL.fetch("EXPLAIN (ANALYZE, BUFFERS, COSTS OFF, TIMING OFF) " + sql)
                .formatCSV();
    }

    /** A statement that is kept has a plan for all values after a while, by which deep pages take very long. */
    @Test
    void aPageIsPlannedForItsValuesHoweverOftenItIsAskedFor() throws SQLException {
        try (Connection connection = TestDatabase.connect(DATABASE)) {
            DSLContext one = DSL.using(connection, SQLDialect.POSTGRES);
            SessionsLogQueries queries = new SessionsLogQueries(one, Projector.UP_TO_DATE);
            for (int time = 0; time < 10; time++) {
                assertThat(queries.page(TEAM, SessionFilter.ALL, null, 50).items())
                        .hasSize(50);
            }

            assertThat(one.fetch("select statement from pg_prepared_statements"))
                    .isEmpty();
        }
    }

    /** From the cache or not, of the statement as a whole, which comes first. */
    private static int buffersRead(String plan) {
        Matcher buffers = BUFFERS.matcher(plan);
        assertThat(buffers.find()).as(plan).isTrue();
        return number(buffers.group(1)) + number(buffers.group(2));
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }
}
