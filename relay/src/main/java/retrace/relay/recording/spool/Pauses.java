package retrace.relay.recording.spool;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Growing pauses between tries, jittered by half. */
final class Pauses {

    private final Duration max;
    private Duration next;

    Pauses(Duration first, Duration max) {
        next = first;
        this.max = max;
    }

    Duration next() {
        Duration pause = next;
        Duration twice = next.multipliedBy(2);
        next = twice.compareTo(max) < 0 ? twice : max;
        double jitter = 0.5 + RandomGenerator.getDefault().nextDouble();
        return Duration.ofNanos((long) (pause.toNanos() * jitter));
    }
}
