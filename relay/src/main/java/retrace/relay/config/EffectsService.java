package retrace.relay.config;

import org.springframework.context.SmartLifecycle;
import retrace.relay.effects.RetentionRounds;
import retrace.relay.media.ServedReports;

/**
 * Runs what happens by itself while there are buses to do it with: begins after Axon and before the web server, and ends
 * after the web server has answered its last request, so that what that served is reported.
 */
public final class EffectsService implements SmartLifecycle {

    /** Between that of the web server, {@code MAX_VALUE - 2048}, and that of Axon, {@code MAX_VALUE - 3072}. */
    private static final int PHASE = Integer.MAX_VALUE - 2560;

    private final ServedReports reports;
    private final RetentionRounds retention;
    private volatile boolean running;

    public EffectsService(ServedReports reports, RetentionRounds retention) {
        this.reports = reports;
        this.retention = retention;
    }

    @Override
    public void start() {
        running = true;
        reports.start();
        retention.start();
    }

    @Override
    public void stop() {
        running = false;
        retention.close();
        reports.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
