package retrace.infra.launcher.segments;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Looks now and then whether this process has more segments of projections than its share, and lets those go. Axon leaves
 * them with whoever came first otherwise, and a second query side would build nothing.
 */
final class SegmentBalance implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SegmentBalance.class);

    private final ProjectingTable table;
    private final String node;
    private final Collection<String> projections;
    private final Function<String, Optional<StreamingEventProcessor>> processors;
    private final ScheduledExecutorService rounds = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("segment-balance").factory());

    private volatile @Nullable ScheduledFuture<?> ticks;

    /**
     * @param node as the token store names this process
     * @param processors the event processor of a projection
     */
    SegmentBalance(
            ProjectingTable table,
            String node,
            Collection<String> projections,
            Function<String, Optional<StreamingEventProcessor>> processors) {
        this.table = table;
        this.node = node;
        this.projections = List.copyOf(projections);
        this.processors = processors;
    }

    void start(Duration interval) {
        ticks = rounds.scheduleWithFixedDelay(this::round, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void round() {
        try {
            table.show(node);
            for (ClaimedSegment each : FairShare.surplus(table.segments(projections), node, table.present())) {
                LOG.info("{} lets segment {} go to another process", each.processor(), each.segment());
                processors.apply(each.processor()).ifPresent(it -> it.releaseSegment(each.segment()));
            }
        } catch (DataAccessException e) {
            LOG.warn("segments stay where they are, since the database cannot be asked: {}", e.getMessage());
        }
    }

    @Override
    public void close() {
        ScheduledFuture<?> begun = ticks;
        if (begun != null) {
            begun.cancel(false);
        }
        rounds.shutdownNow();
        try {
            table.leave(node);
        } catch (DataAccessException e) {
            LOG.debug("the others find out by themselves that this process is gone", e);
        }
    }
}
