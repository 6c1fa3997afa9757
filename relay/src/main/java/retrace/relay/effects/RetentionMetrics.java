package retrace.relay.effects;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** What becomes of recordings whose time is over, as {@code retrace.retention.*}. */
public final class RetentionMetrics {

    private final MeterRegistry registry;
    private final Counter deleted;
    private final Counter held;
    private final Counter failed;
    private final Counter failedRounds;
    private final Timer rounds;

    public RetentionMetrics(MeterRegistry registry) {
        this.registry = registry;
        deleted = Counter.builder("retrace.retention.deleted")
                .description("Recordings whose object was deleted or gone")
                .register(registry);
        held = Counter.builder("retrace.retention.held")
                .description("Recordings that a hold kept when they were asked for")
                .register(registry);
        failed = Counter.builder("retrace.retention.failed")
                .description("Deletions that have failed, each try counted")
                .register(registry);
        failedRounds = Counter.builder("retrace.retention.rounds.failed")
                .description("Rounds in which nobody could say what is to be deleted")
                .register(registry);
        rounds = Timer.builder("retrace.retention.rounds")
                .description("From asking what is to be deleted to the last deletion")
                .register(registry);
    }

    void watch(FailedDeletions failures) {
        Gauge.builder("retrace.retention.waiting", failures, FailedDeletions::count)
                .description("Deletions that have failed and will be tried again")
                .register(registry);
    }

    void deleted() {
        deleted.increment();
    }

    void held() {
        held.increment();
    }

    void failed() {
        failed.increment();
    }

    void roundFailed() {
        failedRounds.increment();
    }

    void round(Runnable round) {
        rounds.record(round);
    }
}
