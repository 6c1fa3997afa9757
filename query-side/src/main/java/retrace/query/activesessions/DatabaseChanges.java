package retrace.query.activesessions;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import retrace.kernel.id.TeamId;

/**
 * Hears from PostgreSQL that active sessions have changed, whichever node has handled the event: a trigger of the table
 * notifies a channel named like the schema. Holds one connection for as long as it runs. When that breaks, it takes
 * another one and lets everything be read again, since it cannot know what it has missed.
 */
public final class DatabaseChanges implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseChanges.class);

    /** So often it looks whether it is to stop. */
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

    private final DataSource database;
    private final ChangeListener listener;
    private volatile @Nullable Thread thread;

    public DatabaseChanges(DataSource database, ChangeListener listener) {
        this.database = database;
        this.listener = listener;
    }

    @Override
    public synchronized void start() {
        if (thread == null) {
            Thread listening =
                    Thread.ofVirtual().name("active-sessions-changes").unstarted(this::run);
            thread = listening; // before it runs: it stops when it is not this one
            listening.start();
        }
    }

    @Override
    public synchronized void stop() {
        Thread running = thread;
        thread = null;
        if (running != null) {
            try {
                running.join(PATIENCE.multipliedBy(4));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    /** As long as there may be subscribers. */
    @Override
    public int getPhase() {
        return ActiveSessionsUpdates.PHASE;
    }

    private boolean isWanted() {
        return Thread.currentThread() == thread;
    }

    private void run() {
        while (isWanted()) {
            try (Connection connection = database.getConnection()) {
                listen(connection);
            } catch (SQLException | RuntimeException e) {
                LOG.warn("Changes of active sessions cannot be heard, trying again: {}", e.getMessage());
                pause();
            }
        }
    }

    private void listen(Connection connection) throws SQLException {
        String channel = ActiveSessionsProjection.READ_MODEL.schema();
        connection.setAutoCommit(true);
        try (Statement statement = connection.createStatement()) {
            statement.execute("LISTEN " + channel);
            listener.anythingMayHaveChanged();
            PGConnection postgres = connection.unwrap(PGConnection.class);
            while (isWanted()) {
                PGNotification @Nullable [] heard = postgres.getNotifications((int) PATIENCE.toMillis());
                for (PGNotification notification : heard == null ? new PGNotification[0] : heard) {
                    hear(notification.getParameter());
                }
            }
            statement.execute("UNLISTEN " + channel); // the connection may go back to a pool
        }
    }

    /** @param team whose sessions have changed; empty where the tables are other ones now, as after a rebuild */
    private void hear(String team) {
        if (team.isEmpty()) {
            listener.anythingMayHaveChanged();
        } else {
            listener.changed(new TeamId(team));
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_AFTER_FAILURE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
