package retrace.relay.lease;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;
import org.springframework.transaction.support.TransactionTemplate;
import retrace.kernel.id.SessionId;
import retrace.kernel.id.TeamId;

/**
 * The book in PostgreSQL. A session is entered and a relay taken for dead under a lock on the relay's row, so that it
 * either is in the book when that is read, or is refused.
 */
public final class PostgresLeases implements Leases, AutoCloseable {

    private static final int VALID_SECONDS_MAX = 5;

    private final DataSource dataSource;
    private final JdbcClient sql;
    private final TransactionTemplate transactions;
    private @Nullable Connection named; // guarded by this

    public PostgresLeases(DataSource dataSource) {
        this.dataSource = dataSource;
        sql = JdbcClient.create(dataSource);
        transactions = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    }

    @Override
    public void begin(Incarnation own, Instant now) {
        sql.sql("""
                INSERT INTO relay.incarnation (incarnation, relay, renewals, renewed_at)
                VALUES (:own, :relay, 0, :now) ON CONFLICT DO NOTHING""")
                .param("own", own.id())
                .param("relay", own.relay())
                .param("now", Timestamp.from(now))
                .update();
    }

    @Override
    public boolean renew(Incarnation own, Instant now) {
        return sql.sql("""
                UPDATE relay.incarnation SET renewals = renewals + 1, renewed_at = :now
                WHERE incarnation = :own AND fenced_at IS NULL""")
                        .param("own", own.id())
                        .param("now", Timestamp.from(now))
                        .update()
                == 1;
    }

    @Override
    public List<Sign> others(Incarnation own) {
        return sql.sql("""
                SELECT incarnation, relay, renewals FROM relay.incarnation
                WHERE incarnation <> :own AND fenced_at IS NULL""")
                .param("own", own.id())
                .query((row, number) ->
                        new Sign(new Incarnation(row.getString("relay"), row.getString("incarnation")), row.getLong(3)))
                .list();
    }

    @Override
    public boolean takeOver(Incarnation own, Sign other, Instant now) {
        return Boolean.TRUE.equals(transactions.execute(status -> {
            if (!isLockedAlive(own) || !fence(other, now)) {
                return false;
            }
            sql.sql("""
                    UPDATE relay.carried SET incarnation = :own, to_settle = true,
                        last_seen_at = coalesce(last_seen_at, (SELECT renewed_at FROM relay.incarnation
                            WHERE incarnation = :other))
                    WHERE incarnation = :other""")
                    .param("own", own.id())
                    .param("other", other.incarnation().id())
                    .update();
            return true;
        }));
    }

    private boolean isLockedAlive(Incarnation own) {
        return sql.sql("""
                SELECT 1 FROM relay.incarnation WHERE incarnation = :own AND fenced_at IS NULL FOR SHARE""")
                .param("own", own.id())
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    /** One that is being renewed, or given a session, at this very moment is skipped: it lives. */
    private boolean fence(Sign other, Instant now) {
        return sql.sql("""
                UPDATE relay.incarnation SET fenced_at = :now WHERE incarnation =
                    (SELECT incarnation FROM relay.incarnation
                     WHERE incarnation = :other AND renewals = :renewals AND fenced_at IS NULL
                     FOR UPDATE SKIP LOCKED)""")
                        .param("now", Timestamp.from(now))
                        .param("other", other.incarnation().id())
                        .param("renewals", other.renewals())
                        .update()
                == 1;
    }

    @Override
    public boolean carry(Incarnation own, CarriedSession session) {
        return enter(own, session, false);
    }

    @Override
    public boolean claim(Incarnation own, CarriedSession session) {
        return enter(own, session, true);
    }

    private boolean enter(Incarnation own, CarriedSession session, boolean toSettle) {
        return Boolean.TRUE.equals(transactions.execute(status -> isLockedAlive(own)
                && sql.sql("""
                        INSERT INTO relay.carried (session, team, recorded, incarnation, to_settle)
                        VALUES (:session, :team, :recorded, :own, :toSettle) ON CONFLICT DO NOTHING""")
                                .param("session", session.session().value())
                                .param("team", session.team().value())
                                .param("recorded", session.recorded())
                                .param("own", own.id())
                                .param("toSettle", toSettle)
                                .update()
                        == 1));
    }

    @Override
    public void handOver(Incarnation own, SessionId session) {
        sql.sql("UPDATE relay.carried SET to_settle = true WHERE session = :session AND incarnation = :own")
                .param("session", session.value())
                .param("own", own.id())
                .update();
    }

    @Override
    public List<CarriedSession> toSettle(Incarnation own) {
        return sql.sql("""
                SELECT session, team, recorded, last_seen_at FROM relay.carried
                WHERE incarnation = :own AND to_settle ORDER BY session""")
                .param("own", own.id())
                .query(PostgresLeases::toCarried)
                .list();
    }

    private static CarriedSession toCarried(ResultSet row, int number) throws SQLException {
        Timestamp lastSeenAt = row.getTimestamp("last_seen_at");
        return new CarriedSession(
                new SessionId(row.getString("session")),
                new TeamId(row.getString("team")),
                row.getBoolean("recorded"),
                lastSeenAt == null ? null : lastSeenAt.toInstant());
    }

    @Override
    public void release(Incarnation own, SessionId session) {
        sql.sql("DELETE FROM relay.carried WHERE session = :session AND incarnation = :own")
                .param("session", session.value())
                .param("own", own.id())
                .update();
        sql.sql("""
                DELETE FROM relay.incarnation gone WHERE fenced_at IS NOT NULL AND incarnation <> :own
                AND NOT EXISTS (SELECT FROM relay.carried WHERE carried.incarnation = gone.incarnation)""").param("own", own.id()).update();
    }

    @Override
    public Set<SessionId> carried() {
        return new HashSet<>(sql.sql("SELECT session FROM relay.carried")
                .query((row, number) -> new SessionId(row.getString(1)))
                .list());
    }

    @Override
    public void resign(Incarnation own) {
        sql.sql("""
                DELETE FROM relay.incarnation WHERE incarnation = :own
                AND NOT EXISTS (SELECT FROM relay.carried WHERE carried.incarnation = :own)""").param("own", own.id()).update();
    }

    /** By a lock that PostgreSQL keeps as long as the connection, which ends with the process however that ends. */
    @Override
    public synchronized boolean takeName(String relay) {
        try {
            Connection connection = named;
            if (connection != null && connection.isValid(VALID_SECONDS_MAX)) {
                return true;
            }
            close();
            connection = dataSource.getConnection();
            if (locks(connection, relay)) {
                named = connection;
                return true;
            }
            connection.close();
            return false;
        } catch (SQLException e) {
            throw new SQLExceptionSubclassTranslator().translate("taking the relay's name", null, e);
        }
    }

    private static boolean locks(Connection connection, String relay) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT pg_try_advisory_lock(hashtext('retrace.relay'), hashtext(?))")) {
            statement.setString(1, relay);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    @Override
    public synchronized void close() throws SQLException {
        Connection connection = named;
        named = null;
        if (connection != null) {
            try (PreparedStatement statement = connection.prepareStatement("SELECT pg_advisory_unlock_all()")) {
                statement.execute(); // the connection goes back to its pool, and lives on there
            } finally {
                connection.close();
            }
        }
    }
}
