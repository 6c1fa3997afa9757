package retrace.relay.session;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Does things later, unless they are called off. What it does runs on a thread of its own, so it may block. */
public final class Watchdog implements AutoCloseable {

    private final ScheduledThreadPoolExecutor timers = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("relay timers").daemon().factory());

    public Watchdog() {
        timers.setRemoveOnCancelPolicy(true); // a day's timer would keep its session in memory for a day
    }

    /** A thing to be done, until it is called off. */
    public interface Pending extends AutoCloseable {

        /** Calls it off; does nothing where it has been done. */
        @Override
        void close();
    }

    public Pending after(Duration time, String name, Runnable action) {
        Future<?> future = timers.schedule(
                () -> Thread.ofVirtual().name(name).start(action), time.toMillis(), TimeUnit.MILLISECONDS);
        return () -> future.cancel(false);
    }

    @Override
    public void close() {
        timers.shutdownNow();
    }
}
