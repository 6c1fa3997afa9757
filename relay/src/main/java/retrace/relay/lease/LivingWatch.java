package retrace.relay.lease;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells who is dead: whose counter has not risen for a lease's life by our own monotonic clock, while we ourselves have
 * looked regularly. Where we have not, for whatever reason, nothing is known and it begins anew: so neither a database
 * that was away for all nor a clock that was set kills anybody.
 *
 * <p>Thread: one at a time.
 */
final class LivingWatch {

    private final LeaseSettings settings;
    private final Map<Incarnation, Seen> seen = new HashMap<>();
    private @Nullable Long lastLookNanos;

    private record Seen(long renewals, long sinceNanos) {}

    LivingWatch(LeaseSettings settings) {
        this.settings = settings;
    }

    /** We could not look. */
    void interrupted() {
        lastLookNanos = null;
        seen.clear();
    }

    /** @return those that are dead */
    List<Leases.Sign> look(List<Leases.Sign> others, long nowNanos) {
        Long last = lastLookNanos;
        Duration pauseMax = settings.renewal().multipliedBy(2);
        if (last != null && Duration.ofNanos(nowNanos - last).compareTo(pauseMax) > 0) {
            seen.clear();
        }
        lastLookNanos = nowNanos;
        seen.keySet().retainAll(others.stream().map(Leases.Sign::incarnation).toList());
        return others.stream().filter(other -> isDead(other, nowNanos)).toList();
    }

    private boolean isDead(Leases.Sign other, long nowNanos) {
        Seen before = seen.get(other.incarnation());
        if (before == null || before.renewals() != other.renewals()) {
            seen.put(other.incarnation(), new Seen(other.renewals(), nowNanos));
            return false;
        }
        return Duration.ofNanos(nowNanos - before.sinceNanos()).compareTo(settings.life()) >= 0;
    }
}
