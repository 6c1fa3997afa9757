package retrace.infra.launcher.health;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventProcessor;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import retrace.query.readmodel.StoredTokens;

/** Not well as soon as one projection does not follow the events; tells how each fares. */
final class ProjectionsHealthIndicator extends AbstractHealthIndicator {

    /** How a projection fares. */
    private enum State {
        FOLLOWING,
        /** It failed, and is tried again after a pause. */
        FAILING,
        /**
         * Nobody has all of it: let go after a failure, until it is tried again, or by a process that stops, until another
         * takes it, within a second.
         */
        LET_GO,
        /** Another process of the fleet has it. */
        STANDING_BY,
        STOPPED
    }

    private static final Set<State> WELL = EnumSet.of(State.FOLLOWING, State.STANDING_BY);

    private final Supplier<EventProcessingConfiguration> processing;
    private final StoredTokens tokens;

    ProjectionsHealthIndicator(Supplier<EventProcessingConfiguration> processing, StoredTokens tokens) {
        super("the projections cannot be asked");
        this.processing = processing;
        this.tokens = tokens;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        Map<String, State> states = new TreeMap<>();
        processing.get().eventProcessors().forEach((name, processor) -> states.put(name, stateOf(processor)));
        if (states.values().stream().allMatch(WELL::contains)) {
            builder.up();
        } else {
            builder.down();
        }
        builder.withDetails(states);
    }

    private State stateOf(EventProcessor processor) {
        if (!processor.isRunning()) {
            return State.STOPPED;
        }
        if (!(processor instanceof StreamingEventProcessor streaming)) {
            return State.FOLLOWING;
        }
        Collection<EventTrackerStatus> segments = streaming.processingStatus().values();
        if (streaming.isError() || segments.stream().anyMatch(EventTrackerStatus::isErrorState)) {
            return State.FAILING;
        }
        if (!tokens.isClaimed(processor.getName())) {
            return State.LET_GO;
        }
        return segments.isEmpty() ? State.STANDING_BY : State.FOLLOWING;
    }
}
