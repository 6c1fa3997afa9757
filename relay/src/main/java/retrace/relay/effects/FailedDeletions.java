package retrace.relay.effects;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.random.RandomGenerator;
import retrace.kernel.id.SegmentId;

/**
 * Remembers which deletions have failed, and when each may be tried again: after a pause that doubles, somewhere in its
 * second half, so that several workers and several segments do not all come at once. Forgetting one, as a restart does,
 * only means that it is tried sooner. Thread-safe.
 */
final class FailedDeletions {

    static final int REMEMBERED_MAX = 10_000;

    private static final int DOUBLINGS_MAX = 20;

    private record Pause(int failures, Instant until) {}

    private final Duration first;
    private final Duration most;
    private final RandomGenerator random;
    private final SequencedMap<SegmentId, Pause> pauses = new LinkedHashMap<>();

    FailedDeletions(Duration first, Duration most, RandomGenerator random) {
        this.first = first;
        this.most = most;
        this.random = random;
    }

    synchronized boolean mayTry(SegmentId segment, Instant now) {
        Pause pause = pauses.get(segment);
        return pause == null || !now.isBefore(pause.until());
    }

    synchronized void failed(SegmentId segment, Instant now) {
        Pause before = pauses.remove(segment);
        int failures = before == null ? 1 : before.failures() + 1;
        long doubled = first.toMillis() << Math.min(failures - 1, DOUBLINGS_MAX);
        long pauseMillis = Math.min(doubled, most.toMillis());
        if (pauses.size() >= REMEMBERED_MAX) {
            pauses.pollFirstEntry();
        }
        pauses.put(
                segment,
                new Pause(failures, now.plusMillis(pauseMillis - (long) (random.nextDouble() * pauseMillis / 2))));
    }

    synchronized void done(SegmentId segment) {
        pauses.remove(segment);
    }

    synchronized int count() {
        return pauses.size();
    }
}
