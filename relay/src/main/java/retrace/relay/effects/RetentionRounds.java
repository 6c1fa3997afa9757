package retrace.relay.effects;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has the worker go round, with a pause between that varies, so that several relays do not go in step. */
public final class RetentionRounds implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RetentionRounds.class);
    private static final long STOPPING_SECONDS_MAX = 10;

    private final RetentionWorker worker;
    private final Duration interval;
    private final RandomGenerator random;
    private @Nullable Thread thread;

    public RetentionRounds(RetentionWorker worker, RetentionSettings settings, RandomGenerator random) {
        this.worker = worker;
        this.interval = settings.interval();
        this.random = random;
    }

    public synchronized void start() {
        if (thread == null) {
            thread = Thread.ofVirtual().name("retention").start(this::run);
        }
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Thread.sleep(Duration.ofMillis((long) (interval.toMillis() * (0.9 + random.nextDouble() / 5))));
                worker.measuredRound();
            }
        } catch (InterruptedException e) {
            LOG.debug("no more rounds", e); // as close asks for
        }
    }

    /** A deletion that is under way is finished by the next who goes round. */
    @Override
    public synchronized void close() {
        Thread running = thread;
        if (running == null) {
            return;
        }
        thread = null;
        running.interrupt();
        try {
            if (!running.join(Duration.ofSeconds(STOPPING_SECONDS_MAX))) {
                LOG.warn("a deletion has not stopped within {} s", STOPPING_SECONDS_MAX);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
