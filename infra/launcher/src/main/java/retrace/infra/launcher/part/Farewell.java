package retrace.infra.launcher.part;

import java.time.Duration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;

/**
 * Told to stop, a process says in its health that it goes, and answers for a while as before: proxies see it and send
 * their requests elsewhere. Without it they would send them to a port that is closed, or into a connection that is being
 * closed, of which nobody can say whether they were done.
 */
final class Farewell implements SmartLifecycle, HealthIndicator {

    /** With the fleet's port: when a relay's sessions have ended, and before the web server takes no more. */
    private static final int PHASE = Integer.MAX_VALUE - 100;

    private final Duration notice;
    private volatile boolean serving;

    Farewell(StoppingProperties properties) {
        notice = properties.notice();
    }

    @Override
    public void start() {
        serving = true;
    }

    @Override
    public void stop() {
        serving = false;
        try {
            Thread.sleep(notice);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // then it goes without
        }
    }

    /** While others of this phase wait for something else. */
    @Override
    public void stop(Runnable whenStopped) {
        Thread.ofVirtual().name("farewell").start(() -> {
            stop();
            whenStopped.run();
        });
    }

    @Override
    public boolean isRunning() {
        return serving;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    @Override
    public Health health() {
        return (serving ? Health.up() : Health.outOfService()).build();
    }
}
