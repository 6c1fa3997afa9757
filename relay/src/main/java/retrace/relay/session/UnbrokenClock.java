package retrace.relay.session;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The time of one session: that of the wall clock, but where this is set back it goes on as if it had not been. What was
 * shown later is later, and a frame is not waited for until the wall clock has come to where it was. One that is set
 * forward is followed. Thread-safe.
 */
final class UnbrokenClock implements InstantSource {

    private final InstantSource wall;
    private Duration setBackBy = Duration.ZERO;
    private Instant last = Instant.MIN;
    private long lastNanos;

    UnbrokenClock(InstantSource wall) {
        this.wall = wall;
    }

    @Override
    public synchronized Instant instant() {
        long nanos = System.nanoTime();
        Instant now = wall.instant().plus(setBackBy);
        if (now.isBefore(last)) {
            Instant unbroken = last.plusNanos(nanos - lastNanos);
            setBackBy = setBackBy.plus(Duration.between(now, unbroken));
            now = unbroken;
        }
        last = now;
        lastNanos = nanos;
        return now;
    }
}
