package retrace.relay.recovery;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import retrace.kernel.id.SessionId;
import retrace.relay.lease.CarriedSession;
import retrace.relay.lease.LeaseKeeper;

/** Settles what this relay has to, several sessions at a time, each again and again until it is settled. */
public final class RecoveryWorker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RecoveryWorker.class);
    private static final Duration STOPPING_MAX = Duration.ofSeconds(10);

    private final LeaseKeeper leases;
    private final SessionSettlement settlement;
    private final RecoverySettings settings;
    private final RecoveryMetrics metrics;
    private final Semaphore woken = new Semaphore(0);
    private final Map<SessionId, Attempts> tried = new HashMap<>(); // guarded by itself
    private final ExecutorService settling;
    private @Nullable Thread thread;

    /** @param busy while it is being tried */
    private record Attempts(int failures, long notBeforeNanos, boolean busy) {}

    public RecoveryWorker(
            LeaseKeeper leases, SessionSettlement settlement, RecoverySettings settings, RecoveryMetrics metrics) {
        this.leases = leases;
        this.settlement = settlement;
        this.settings = settings;
        this.metrics = metrics;
        settling = Executors.newFixedThreadPool(
                settings.sessionsMax(), Thread.ofVirtual().name("recovery ", 1).factory());
    }

    public synchronized void start() {
        if (thread == null) {
            thread = Thread.ofVirtual().name("recovery").start(this::run);
        }
    }

    /** There may be something to do. */
    public void wake() {
        woken.release();
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                round();
                if (woken.tryAcquire(settings.pause().toMillis(), TimeUnit.MILLISECONDS)) {
                    woken.drainPermits();
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("no more rounds", e); // as close asks for
        }
    }

    /** Begins what is to be done and is not under way. */
    private void round() {
        try {
            List<CarriedSession> sessions = leases.toSettle();
            metrics.waiting(sessions.size());
            for (CarriedSession session : sessions) {
                if (begins(session.session())) {
                    settling.execute(() -> settle(session));
                }
            }
        } catch (DataAccessException e) {
            LOG.warn("what is to be recovered cannot be read; it is asked for again: {}", e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("a round of recovery broke off; the next one begins anew", e);
        }
    }

    private boolean begins(SessionId session) {
        synchronized (tried) {
            Attempts before = tried.getOrDefault(session, new Attempts(0, System.nanoTime(), false));
            if (before.busy() || System.nanoTime() - before.notBeforeNanos() < 0) {
                return false;
            }
            tried.put(session, new Attempts(before.failures(), before.notBeforeNanos(), true));
            return true;
        }
    }

    private void settle(CarriedSession carried) {
        long start = System.nanoTime();
        try {
            settlement.settle(carried, leases.leaseOf(carried.session()));
            leases.release(carried.session());
            done(carried.session());
            metrics.settled(Duration.ofNanos(System.nanoTime() - start));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException e) {
            Duration pause = failed(carried.session());
            metrics.failed();
            LOG.warn("session={} is not settled; it is tried again in {}", carried.session(), pause, e);
        }
    }

    private void done(SessionId session) {
        synchronized (tried) {
            tried.remove(session);
        }
    }

    private Duration failed(SessionId session) {
        synchronized (tried) {
            Attempts before = tried.getOrDefault(session, new Attempts(0, 0, false));
            int doublings = Math.min(before.failures(), 10);
            Duration pause = settings.pause().multipliedBy(1L << doublings);
            Duration least = pause.compareTo(settings.pauseMax()) < 0 ? pause : settings.pauseMax();
            tried.put(session, new Attempts(before.failures() + 1, System.nanoTime() + least.toNanos(), false));
            return least;
        }
    }

    /** What has just been handed over is still settled, as far as there is time; the rest is left to others. */
    @Override
    public synchronized void close() {
        Thread running = thread;
        if (running == null) {
            return;
        }
        thread = null;
        running.interrupt();
        round();
        settling.shutdown();
        try {
            if (!settling.awaitTermination(STOPPING_MAX.toSeconds(), TimeUnit.SECONDS)) {
                settling.shutdownNow();
            }
        } catch (InterruptedException e) {
            settling.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
