package retrace.relay.session;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Counts a session's time over all its views, warns before its end and ends it. Counts by the monotonic clock, so a
 * wall clock that is set changes nothing; the wall clock only tells people when the end will be.
 *
 * <p>Thread-safe.
 */
final class SessionTimeLimit implements AutoCloseable {

    private final TimeLimitSettings settings;
    private final InstantSource clock;
    private final long beganNanos = System.nanoTime();

    // guarded by this
    private final List<Watchdog.Pending> timers = new ArrayList<>();
    private boolean closed;
    private @Nullable Instant expiresAt;
    private @Nullable ViewerNotice shown;

    private SessionTimeLimit(TimeLimitSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** For a session that may last as long as it likes. */
    static SessionTimeLimit none(TimeLimitSettings settings, InstantSource clock) {
        return new SessionTimeLimit(settings, clock);
    }

    /**
     * Begins to count.
     *
     * @param warn is told when the session will end; must not block
     * @param end is called when the time is over
     */
    static SessionTimeLimit begin(
            TimeLimitSettings settings,
            Watchdog watchdog,
            InstantSource clock,
            Consumer<Instant> warn,
            Consumer<String> end) {
        SessionTimeLimit limit = new SessionTimeLimit(settings, clock);
        String detail =
                "It had lasted " + TimeInWords.of(settings.sessionMax()) + ", as long as a recorded session may.";
        synchronized (limit) {
            limit.timers.add(
                    watchdog.after(settings.sessionMax().minus(settings.warning()), "warning", () -> limit.warn(warn)));
            limit.timers.add(watchdog.after(settings.sessionMax(), "time limit", () -> end.accept(detail)));
        }
        return limit;
    }

    private synchronized void warn(Consumer<Instant> warn) {
        if (!closed) {
            Instant end = clock.instant().plus(left());
            expiresAt = end;
            warn.accept(end);
            tell(end);
        }
    }

    /** The notice of the view that is live from now on; one that comes after the warning is shown at once. */
    synchronized void show(ViewerNotice notice) {
        shown = notice;
        Instant end = expiresAt;
        if (end != null && !closed) {
            tell(end);
        }
    }

    private void tell(Instant end) {
        ViewerNotice notice = shown;
        if (notice != null) {
            notice.showExpiry(left(), end);
        }
    }

    private Duration left() {
        Duration left = settings.sessionMax().minusNanos(System.nanoTime() - beganNanos);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** Neither warns nor ends any more. */
    @Override
    public synchronized void close() {
        closed = true;
        timers.forEach(Watchdog.Pending::close);
    }
}
