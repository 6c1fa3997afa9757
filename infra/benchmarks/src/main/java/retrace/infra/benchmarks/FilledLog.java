package retrace.infra.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import retrace.infra.benchmarks.history.SuspendedIndexes;

/** The table of {@code sessions-log}; what was not in it before goes afterwards. */
final class FilledLog implements AutoCloseable {

    private static final String TABLE = "sessions_log.session";
    private static final String ROWS_OF_THE_LOG = "/history/sessions-log.sql";

    private final Connection connection;
    private final boolean own;

    private FilledLog(Connection connection, boolean own) {
        this.connection = connection;
        this.own = own;
    }

    /** @param sessions at least so many, where it was empty; 0 for as many as there are events of */
    static FilledLog of(Connection connection, long sessions) throws SQLException, IOException {
        FilledLog log = new FilledLog(connection, count(connection) == 0);
        if (log.own) {
            log.fill(sessions);
        }
        return log;
    }

    /** In one transaction, so that a table that was left without its indexes is never taken for one that was filled. */
    private void fill(long sessions) throws SQLException, IOException {
        connection.setAutoCommit(false);
        SuspendedIndexes indexes = SuspendedIndexes.of(connection, TABLE);
        execute(connection, "set local work_mem = '512MB'");
        execute(connection, sql());
        for (int years = 1; count(connection) < sessions; years++) {
            execute(connection, onceMore(years, sessions - count(connection)));
        }
        indexes.restore(connection);
        connection.commit();
        connection.setAutoCommit(true);
        execute(connection, "vacuum analyze " + TABLE);
        execute(connection, "checkpoint");
    }

    /** The same sessions once more, so many years earlier, under other names. */
    private static String onceMore(int years, long sessionsMax) {
        return """
            insert into sessions_log.session (
                session, sequence, team, endpoint, endpoint_name, endpoint_platform, access_kind, technician,
                technician_name, viewer, started_at, ended_at, end_reason, end_detail, refusal_code, refusal_message,
                recorded, segments_open, segments_ready, segments_failed, segments_expired, holds, shown_millis,
                recorded_millis, gaps, first_gap_from, first_gap_to, first_gap_reason)
            select 'session-' || gen_random_uuid(), sequence, team, endpoint, endpoint_name, endpoint_platform,
                access_kind, technician, technician_name, viewer, started_at - make_interval(years => %1$d),
                ended_at - make_interval(years => %1$d), end_reason, end_detail, refusal_code, refusal_message,
                recorded, segments_open, segments_ready, segments_failed, segments_expired, holds, shown_millis,
                recorded_millis, gaps, first_gap_from, first_gap_to, first_gap_reason
            from sessions_log.session
            where started_at >= '2025-01-01'
            limit %2$d""".formatted(years, sessionsMax);
    }

    private static String sql() throws IOException {
        try (InputStream in = Objects.requireNonNull(FilledLog.class.getResourceAsStream(ROWS_OF_THE_LOG))) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    static long count(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet counted = statement.executeQuery("select count(*) from " + TABLE)) {
            counted.next();
            return counted.getLong(1);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        if (own) {
            execute(connection, "truncate " + TABLE);
        }
    }
}
