package retrace.infra.launcher.health;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import retrace.query.readmodel.Progress;
import retrace.query.readmodel.ReadModel;
import retrace.query.readmodel.ReadModelStatus;
import retrace.query.rebuild.DeadLetters;

/** What {@code retrace projections status} shows, as numbers, of the projections that this process builds. */
final class ProjectionMetrics implements MeterBinder {

    /** Those of all read models are counted together; so one scrape, which asks for each, counts once. */
    static final Duration COUNT_GOOD = Duration.ofSeconds(1);

    private final List<ReadModel> readModels;
    private final Progress progress;
    private final DeadLetters deadLetters;
    private final InstantSource clock;
    private Counted lastCounted = new Counted(Instant.MIN, Map.of());

    /** How many dead letters each read model has. */
    private record Counted(Instant at, Map<String, Integer> letters) {

        boolean isGood(Instant now) {
            return !now.isBefore(at) && now.isBefore(at.plus(COUNT_GOOD));
        }
    }

    ProjectionMetrics(List<ReadModel> readModels, Progress progress, DeadLetters deadLetters, InstantSource clock) {
        this.readModels = readModels;
        this.progress = progress;
        this.deadLetters = deadLetters;
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (ReadModel each : readModels) {
            gauge(registry, each, "position", "of the last event that is in", ProjectionMetrics::position);
            gauge(
                    registry,
                    each,
                    "behind.events",
                    "events that are not in",
                    it -> it.behind().events());
            gauge(
                    registry,
                    each,
                    "behind.seconds",
                    "age of the oldest event that is not in",
                    it -> it.behind().seconds());
            gauge(registry, each, "failing", "1 while it fails on an event and tries it again", it -> failing(it));
            Gauge.builder("retrace.projections.dead.letters", () -> deadLettersOf(each))
                    .description("events that it could not take, and those that wait behind them")
                    .tag("read.model", each.name())
                    .register(registry);
        }
    }

    private void gauge(
            MeterRegistry registry,
            ReadModel readModel,
            String name,
            String description,
            ToDoubleFunction<ReadModelStatus> value) {
        Gauge.builder("retrace.projections." + name, () -> value.applyAsDouble(progress.status(readModel)))
                .description(description)
                .tag("read.model", readModel.name())
                .register(registry);
    }

    private static double position(ReadModelStatus status) {
        Long position = status.position();
        return position == null ? -1 : position;
    }

    private static double failing(ReadModelStatus status) {
        return status.status() == ReadModelStatus.State.FAILING ? 1 : 0;
    }

    private synchronized int deadLettersOf(ReadModel readModel) {
        Instant now = clock.instant();
        if (!lastCounted.isGood(now)) {
            lastCounted = new Counted(now, deadLetters.counts());
        }
        return lastCounted.letters().getOrDefault(readModel.name(), 0);
    }
}
