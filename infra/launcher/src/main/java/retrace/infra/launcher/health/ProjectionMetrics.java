package retrace.infra.launcher.health;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.function.ToDoubleFunction;
import retrace.query.readmodel.Progress;
import retrace.query.readmodel.ReadModel;
import retrace.query.readmodel.ReadModelStatus;
import retrace.query.rebuild.DeadLetters;

/** What {@code retrace projections status} shows, as numbers, of the projections that this process builds. */
final class ProjectionMetrics implements MeterBinder {

    private final List<ReadModel> readModels;
    private final Progress progress;
    private final DeadLetters deadLetters;

    ProjectionMetrics(List<ReadModel> readModels, Progress progress, DeadLetters deadLetters) {
        this.readModels = readModels;
        this.progress = progress;
        this.deadLetters = deadLetters;
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

    private int deadLettersOf(ReadModel readModel) {
        return deadLetters.counts().getOrDefault(readModel.name(), 0);
    }
}
