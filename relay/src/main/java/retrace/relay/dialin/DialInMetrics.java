package retrace.relay.dialin;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/** Streamers that dial in, as {@code retrace.relay.*}. */
public final class DialInMetrics {

    private final MeterRegistry registry;
    private final Map<Outcome, Counter> outcomes = new EnumMap<>(Outcome.class);

    public DialInMetrics(MeterRegistry registry) {
        this.registry = registry;
        for (Outcome outcome : Outcome.values()) {
            outcomes.put(outcome, registry.counter("retrace.relay.dial-ins", "outcome", outcome.name()));
        }
    }

    void countWaiting(Supplier<Number> waiting) {
        Gauge.builder("retrace.relay.streamers.waiting", waiting)
                .description("Streamers that have dialled in and wait for a technician")
                .register(registry);
    }

    /** What became of a streamer that dialled in. */
    void count(Outcome outcome) {
        Objects.requireNonNull(outcomes.get(outcome)).increment();
    }

    enum Outcome {
        /** A session has it now. */
        TAKEN,
        /** Another one of the same computer has its place. */
        REPLACED,
        EXPIRED,
        LEFT,
        /** It spoke out of turn, or is no streamer. */
        PROTOCOL_VIOLATION,
        /** No computer has its number, or its address. */
        UNKNOWN,
        /** The command side could not say whose it is. */
        UNIDENTIFIED,
        TOO_MANY_ATTEMPTS,
        TOO_MANY_HANDSHAKES,
        TOO_MANY_WAITING
    }
}
