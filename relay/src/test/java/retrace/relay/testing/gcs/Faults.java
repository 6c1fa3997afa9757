package retrace.relay.testing.gcs;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Which requests are to go wrong. Thread-safe. */
public final class Faults {

    private final Map<Operation, Deque<Fault>> next = new EnumMap<>(Operation.class);
    private final Map<Operation, Fault> lasting = new EnumMap<>(Operation.class);
    private final Map<Operation, Integer> asked = new EnumMap<>(Operation.class);
    private @Nullable RandomGenerator random;
    private double share;
    private List<Fault> any = List.of();

    /** The next requests of this kind go wrong like this, one each. */
    public synchronized void next(Operation operation, Fault... faults) {
        next.computeIfAbsent(operation, key -> new ArrayDeque<>()).addAll(List.of(faults));
    }

    /** From now on every request of this kind goes wrong like this. */
    public synchronized void always(Operation operation, Fault fault) {
        lasting.put(operation, fault);
    }

    /** From now on a share of all requests, 0 to 1, goes wrong in one of these ways. */
    public synchronized void often(double shareOfAll, RandomGenerator generator, List<Fault> faults) {
        share = shareOfAll;
        random = generator;
        any = List.copyOf(faults);
    }

    /** From now on all goes well. */
    public synchronized void none() {
        next.clear();
        lasting.clear();
        share = 0;
    }

    /** How many requests of this kind have come, those that went wrong included. */
    public synchronized int asked(Operation operation) {
        return asked.getOrDefault(operation, 0);
    }

    synchronized @Nullable Fault take(Operation operation) {
        asked.merge(operation, 1, Integer::sum);
        Deque<Fault> queue = next.get(operation);
        Fault queued = queue == null ? null : queue.poll();
        if (queued != null) {
            return queued;
        }
        Fault stays = lasting.get(operation);
        if (stays != null) {
            return stays;
        }
        RandomGenerator generator = random;
        return generator != null && share > 0 && generator.nextDouble() < share
                ? any.get(generator.nextInt(any.size()))
                : null;
    }
}
