package retrace.relay.config;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;
import retrace.relay.lease.LeaseKeeper;
import retrace.relay.lease.LeaseRounds;
import retrace.relay.lease.LeaseSettings;
import retrace.relay.recovery.Reconciler;
import retrace.relay.recovery.RecoveryWorker;

/**
 * Lives and recovers while there are buses to do it with: begins after Axon and before sessions can, and ends when the
 * last session has.
 */
public final class RecoveryService implements SmartLifecycle, HealthIndicator {

    /** Between that of the web server, {@code MAX_VALUE - 2048}, and that of Axon, {@code MAX_VALUE - 3072}. */
    private static final int PHASE = Integer.MAX_VALUE - 2600;

    private final LeaseKeeper keeper;
    private final LeaseRounds rounds;
    private final LeaseSettings settings;
    private final RecoveryWorker worker;
    private final Reconciler reconciler;
    private volatile boolean running;

    public RecoveryService(
            LeaseKeeper keeper,
            LeaseRounds rounds,
            LeaseSettings settings,
            RecoveryWorker worker,
            Reconciler reconciler) {
        this.keeper = keeper;
        this.rounds = rounds;
        this.settings = settings;
        this.worker = worker;
        this.reconciler = reconciler;
    }

    @Override
    public void start() {
        running = true;
        rounds.start();
        worker.start();
        reconciler.start();
    }

    @Override
    public void stop() {
        running = false;
        reconciler.close();
        worker.close();
        rounds.close();
        keeper.resign();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    /** Down while the others would take this relay for dead, could they see what it cannot. */
    @Override
    public Health health() {
        boolean renewed = keeper.sinceRenewal().compareTo(settings.life()) < 0;
        return (renewed ? Health.up() : Health.down())
                .withDetail("incarnation", keeper.own().toString())
                .withDetail("sinceRenewalSeconds", keeper.sinceRenewal().toSeconds())
                .build();
    }
}
