package retrace.relay.recovery;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import retrace.relay.lease.LeaseKeeper;
import retrace.relay.session.CommandSide;
import retrace.relay.store.ObjectStore;

/**
 * Compares now and then what the events say with what there is: has settled what can be settled, and says the rest.
 * Several relays may do it; what one has claimed the others leave to it.
 */
public final class Reconciler implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);

    /** How often it is looked for sessions that nobody carries, which costs little. */
    private static final Duration LOOK = Duration.ofSeconds(15);

    private final ObjectStore store;
    private final QuerySide queries;
    private final CommandSide commandSide;
    private final LeaseKeeper leases;
    private final ReconcilerSettings settings;
    private final RecoveryMetrics metrics;
    private final RandomGenerator random;
    private final UncarriedSessions uncarried;
    private @Nullable Thread thread;

    public Reconciler(
            ObjectStore store,
            QuerySide queries,
            CommandSide commandSide,
            LeaseKeeper leases,
            ReconcilerSettings settings,
            RecoveryMetrics metrics,
            RandomGenerator random,
            InstantSource clock) {
        this.store = store;
        this.queries = queries;
        this.commandSide = commandSide;
        this.leases = leases;
        this.settings = settings;
        this.metrics = metrics;
        this.random = random;
        uncarried = new UncarriedSessions(queries, leases, metrics, settings.unclaimedMax(), clock);
    }

    /** All of it, once. */
    void round() throws IOException, InterruptedException {
        uncarried.settle();
        new StoreComparison(store, queries, commandSide, leases, metrics).run();
    }

    public synchronized void start() {
        if (thread == null) {
            thread = Thread.ofVirtual().name("reconciler").start(this::run);
        }
    }

    private void run() {
        long next = System.nanoTime();
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Thread.sleep(LOOK);
                boolean full = System.nanoTime() - next >= 0;
                if (measured(full) && full) {
                    next = System.nanoTime() + (long) (settings.interval().toNanos() * (0.9 + random.nextDouble() / 5));
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("no more rounds", e); // as close asks for
        }
    }

    /** @return whether it came to its end */
    private boolean measured(boolean full) throws InterruptedException {
        try {
            if (full) {
                round();
            } else {
                uncarried.settle();
            }
            return true;
        } catch (IOException | RuntimeException e) {
            metrics.roundFailed();
            LOG.warn("events and store could not be compared; it is tried again in {}", LOOK, e);
            return false;
        }
    }

    @Override
    public synchronized void close() {
        Thread running = thread;
        if (running != null) {
            thread = null;
            running.interrupt();
        }
    }
}
