package retrace.relay.lease;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has a {@link LeaseKeeper} go its rounds and beat, each on a thread of its own. */
public final class LeaseRounds implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LeaseRounds.class);
    private static final Duration BEAT = Duration.ofSeconds(1);

    private final LeaseKeeper keeper;
    private @Nullable Thread rounds;
    private @Nullable Thread beats;

    public LeaseRounds(LeaseKeeper keeper) {
        this.keeper = keeper;
    }

    /** The first round is over when this returns, so that a session can be carried. */
    public synchronized void start() {
        if (rounds == null) {
            keeper.round();
            rounds = start("lease", () -> {
                keeper.awaitRound();
                keeper.round();
            });
            beats = start("heart", () -> {
                Thread.sleep(BEAT);
                keeper.beat();
            });
        }
    }

    private interface Step {
        void run() throws InterruptedException;
    }

    /** Platform threads: they must not wait for their turn among thousands. */
    private static Thread start(String name, Step step) {
        return Thread.ofPlatform().name(name).daemon().start(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                try {
                    step.run();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt(); // as close asks for
                } catch (RuntimeException e) {
                    LOG.error("a round of {} broke off; the next one begins anew", name, e);
                }
            }
        });
    }

    @Override
    public synchronized void close() {
        for (Thread thread : new Thread[] {rounds, beats}) {
            if (thread != null) {
                thread.interrupt();
            }
        }
    }
}
