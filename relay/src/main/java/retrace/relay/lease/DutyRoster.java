package retrace.relay.lease;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import retrace.kernel.id.SessionId;
import retrace.kernel.relay.RelayName;
import retrace.kernel.relay.RelaysOnDuty.Duty;

/**
 * Which relays may be given sessions, in PostgreSQL and by its clock alone. A relay that is not on the roster keeps its
 * sessions: those are the matter of {@link Leases}.
 */
public final class DutyRoster {

    /** So long a relay counts as present after it has shown that it is. */
    static final Duration LIFE = Duration.ofSeconds(10);

    private final JdbcClient sql;

    public DutyRoster(DataSource dataSource) {
        sql = JdbcClient.create(dataSource);
    }

    /**
     * Says that it is there, from now on for one {@link #LIFE}.
     *
     * @param process which tells this process from another of the same name
     * @return false where another process of that name is there
     */
    public boolean show(Duty duty, String process) {
        return sql.sql("""
                INSERT INTO relay.duty AS known (relay, process, sessions, sessions_max, admits, shown_at)
                VALUES (:relay, :process, :sessions, :sessionsMax, :admits, now())
                ON CONFLICT (relay) DO UPDATE SET process = excluded.process, sessions = excluded.sessions,
                    sessions_max = excluded.sessions_max, admits = excluded.admits, shown_at = excluded.shown_at
                WHERE known.process = excluded.process
                   OR known.shown_at < now() - make_interval(secs => :life)""")
                        .param("relay", duty.relay().value())
                        .param("process", process)
                        .param("sessions", duty.sessions())
                        .param("sessionsMax", duty.sessionsMax())
                        .param("admits", duty.admits())
                        .param("life", LIFE.toSeconds())
                        .update()
                == 1;
    }

    public void leave(RelayName relay, String process) {
        sql.sql("DELETE FROM relay.duty WHERE relay = :relay AND process = :process")
                .param("relay", relay.value())
                .param("process", process)
                .update();
    }

    public List<Duty> present() {
        return sql.sql("""
                SELECT relay, sessions, sessions_max, admits FROM relay.duty
                WHERE shown_at > now() - make_interval(secs => :life) ORDER BY relay""")
                .param("life", LIFE.toSeconds())
                .query(DutyRoster::toDuty)
                .list();
    }

    private static Duty toDuty(ResultSet row, int number) throws SQLException {
        return new Duty(new RelayName(row.getString(1)), row.getInt(2), row.getInt(3), row.getBoolean(4));
    }

    /** The relay that carries it, or has it to settle. */
    public Optional<RelayName> carrying(SessionId session) {
        return sql.sql("""
                SELECT incarnation.relay FROM relay.carried JOIN relay.incarnation USING (incarnation)
                WHERE carried.session = :session""")
                .param("session", session.value())
                .query((row, number) -> new RelayName(row.getString(1)))
                .optional();
    }
}
