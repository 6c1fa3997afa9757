package retrace.infra.launcher.health;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventProcessor;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Not well as soon as one projection does not follow the events; tells how each fares. */
final class ProjectionsHealthIndicator extends AbstractHealthIndicator {

    /** How a projection fares. */
    private enum State {
        FOLLOWING,
        /** It failed, and is tried again after a pause. */
        FAILING,
        STOPPED
    }

    private final Supplier<EventProcessingConfiguration> processing;

    ProjectionsHealthIndicator(Supplier<EventProcessingConfiguration> processing) {
        super("the projections cannot be asked");
        this.processing = processing;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        Map<String, State> states = new TreeMap<>();
        processing.get().eventProcessors().forEach((name, processor) -> states.put(name, stateOf(processor)));
        if (states.values().stream().allMatch(State.FOLLOWING::equals)) {
            builder.up();
        } else {
            builder.down();
        }
        builder.withDetails(states);
    }

    private static State stateOf(EventProcessor processor) {
        if (!processor.isRunning()) {
            return State.STOPPED;
        }
        return processor instanceof StreamingEventProcessor streaming && !isFollowing(streaming)
                ? State.FAILING
                : State.FOLLOWING;
    }

    /** A segment that failed is let go until it is tried again, so having none counts as failing too. */
    private static boolean isFollowing(StreamingEventProcessor processor) {
        Collection<EventTrackerStatus> segments = processor.processingStatus().values();
        return !processor.isError()
                && !segments.isEmpty()
                && segments.stream().noneMatch(EventTrackerStatus::isErrorState);
    }
}
