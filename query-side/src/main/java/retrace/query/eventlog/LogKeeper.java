package retrace.query.eventlog;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import retrace.query.eventlog.LogTables.Reached;

/**
 * Seals the events and signs heads, again and again. Several processes may have one: each round is done by whoever has the
 * lock. Stops after those that make events, with a last round.
 */
public final class LogKeeper implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(LogKeeper.class);

    /** Of PostgreSQL's advisory locks; any number that nobody else uses. */
    static final long LOCK = 0x7265_7472_6163_6501L;

    private static final int GAP_AGE_SECONDS = 60;

    /** Few: it goes on beside everything else. */
    private static final int HASHING_THREADS = 2;

    private static final Duration STOP_MAX = Duration.ofSeconds(10);

    private final DataSource database;
    private final LogSettings settings;
    private final InstantSource clock;
    private final HeadSigner signer;
    private volatile LogStatus status = LogStatus.NEW;
    private volatile CountDownLatch stopping = new CountDownLatch(1);
    private volatile @Nullable Thread thread;

    public LogKeeper(DataSource database, LogObjects objects, LogSettings settings, InstantSource clock) {
        this.database = database;
        this.settings = settings;
        this.clock = clock;
        this.signer = new HeadSigner(objects, settings);
    }

    public LogStatus status() {
        return status;
    }

    /**
     * Seals all there is and signs a head, unless another process does so just now, or has within the interval.
     *
     * @throws LogBroken where the log is not the one that was signed
     */
    public synchronized void round() throws SQLException, IOException {
        round(Duration.ZERO);
    }

    private synchronized void round(Duration headAge) throws SQLException, IOException {
        try (Connection connection = database.getConnection()) {
            look(new LogTables(LogTables.sql(connection)));
            if (ask(connection, "SELECT pg_try_advisory_lock(?)")) {
                try {
                    sealAndSign(connection, headAge);
                } finally {
                    ask(connection, "SELECT pg_advisory_unlock(?)");
                }
            }
        }
    }

    private static boolean ask(Connection connection, String question) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(question)) {
            statement.setLong(1, LOCK);
            try (ResultSet answer = statement.executeQuery()) {
                answer.next();
                return answer.getBoolean(1);
            }
        }
    }

    private void sealAndSign(Connection connection, Duration headAge) throws SQLException, IOException {
        LogTables tables = new LogTables(LogTables.sql(connection));
        Reached before = tables.reached();
        @Nullable Instant headAt = before.headAt();
        if (headAt != null && Duration.between(headAt, clock.instant()).abs().compareTo(headAge) < 0) {
            tell(tables);
            return;
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(HASHING_THREADS)) {
            Sealer sealer = new Sealer(connection, settings.batch(), GAP_AGE_SECONDS, threads);
            boolean isAll = false;
            while (!isAll) {
                isAll = sealer.sealBatch() < settings.batch() || stopping.getCount() == 0;
                signer.writeBundles(tables);
                tell(tables);
            }
        }
        signer.sign(tables, clock);
        tell(tables);
    }

    private void tell(LogTables tables) {
        look(tables);
        status = status.failed(false, null);
    }

    /** What there is to do, and what others may have done; says nothing of failures. */
    private void look(LogTables tables) {
        Reached reached = tables.reached();
        LogStatus before = status;
        status = new LogStatus(
                reached.size(),
                tables.countAbove(reached.highest()),
                reached.headSize(),
                reached.headAt(),
                before.isBroken(),
                before.failure());
    }

    @Override
    public synchronized void start() {
        if (thread == null) {
            stopping = new CountDownLatch(1);
            thread = Thread.ofPlatform().daemon().name("event-log").start(this::run);
        }
    }

    private void run() {
        try {
            do {
                roundOrTell(settings.interval().multipliedBy(9).dividedBy(10));
            } while (!stopping.await(settings.interval().toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            LOG.warn("no more heads of the event log are signed by this process", e);
        }
    }

    private void roundOrTell(Duration headAge) {
        try {
            round(headAge);
        } catch (LogBroken e) {
            status = status.failed(true, String.valueOf(e.getMessage()));
            LOG.error("no head of the event log is signed: {} See: retrace audit verify", e.getMessage());
        } catch (SQLException | IOException | RuntimeException e) {
            status = status.failed(false, String.valueOf(e.getMessage()));
            LOG.warn("the event log could not be sealed; it is tried again in {}", settings.interval(), e);
        }
    }

    /** What has happened until now gets its head; where there is much to seal, the next start goes on with it. */
    @Override
    public void stop() {
        @Nullable Thread running = thread;
        if (running == null) {
            return;
        }
        thread = null;
        stopping.countDown();
        try {
            if (running.join(STOP_MAX)) {
                Thread last = Thread.ofPlatform().daemon().name("event-log").start(() -> roundOrTell(Duration.ZERO));
                last.join(STOP_MAX);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    /** Before all that makes events, and so stopped after it. */
    @Override
    public int getPhase() {
        return 0;
    }
}
