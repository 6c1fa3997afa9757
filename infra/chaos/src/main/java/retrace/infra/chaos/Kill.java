package retrace.infra.chaos;

import java.time.Duration;

/**
 * A process was killed, by {@link System#nanoTime}. A process that dies goes on for some milliseconds.
 *
 * @param from when it was asked for
 * @param to when the process was no more
 */
record Kill(long from, long to) {

    /** What was on show so shortly before it may be missing. */
    private static final Duration MAY_BE_LOST = Duration.ofSeconds(10);

    boolean excuses(Sighting sighting) {
        return sighting.nanoTime() <= to && from - sighting.nanoTime() < MAY_BE_LOST.toNanos();
    }
}
