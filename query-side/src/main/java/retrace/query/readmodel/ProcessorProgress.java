package retrace.query.readmodel;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.WrappedToken;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.jspecify.annotations.Nullable;

/**
 * Asks the tokens of the event processors that run in this process, and those in the token store where another process
 * runs them. A position alone would not do: below it, events may
 * be missing whose transactions were slower. So whatever the token does not cover is looked for in the event store
 * itself. An answer is good for {@link #FRESH}.
 */
public final class ProcessorProgress implements Progress {

    static final Duration FRESH = Duration.ofMillis(100);

    private final Function<String, Optional<StreamingEventProcessor>> processors;
    private final Function<String, Optional<TrackingToken>> stored;
    private final Supplier<? extends EventStorageEngine> events;
    private final InstantSource clock;
    private final Map<String, Meter> meters = new ConcurrentHashMap<>();

    /**
     * @param processors the event processor of a name, empty where this process has none
     * @param stored what the processor of a name has handled by the token store
     * @param events where they come from, asked for late
     */
    public ProcessorProgress(
            Function<String, Optional<StreamingEventProcessor>> processors,
            Function<String, Optional<TrackingToken>> stored,
            Supplier<? extends EventStorageEngine> events,
            InstantSource clock) {
        this.processors = processors;
        this.stored = stored;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public ReadModelStatus status(ReadModel readModel) {
        return meters.computeIfAbsent(readModel.name(), Meter::new).read();
    }

    /** Remembers the last answer, so that many who ask at a time cost one look. */
    private final class Meter {

        private final String name;
        private Instant readAt = Instant.MIN;
        private @Nullable ReadModelStatus last;
        private @Nullable TrackingToken lastToken;

        Meter(String name) {
            this.name = name;
        }

        synchronized ReadModelStatus read() {
            Instant now = clock.instant();
            ReadModelStatus known = last;
            if (known == null || now.isBefore(readAt) || !now.isBefore(readAt.plus(FRESH))) {
                known = measure(now);
                last = known;
                readAt = now;
            }
            return known;
        }

        private ReadModelStatus measure(Instant now) {
            Optional<StreamingEventProcessor> processor = processors.apply(name);
            Collection<EventTrackerStatus> segments = processor
                    .<Collection<EventTrackerStatus>>map(
                            it -> it.processingStatus().values())
                    .orElseGet(List::of);
            // A processor that rests after a failure has no status, nor has one that another process runs; what it has
            // handled stays handled.
            @Nullable
            TrackingToken token = segments.isEmpty() ? stored.apply(name).orElse(lastToken) : lowerBound(segments);
            lastToken = token;
            OptionalLong position = token == null ? OptionalLong.empty() : token.position();
            return new ReadModelStatus(
                    name,
                    position.isPresent() ? Long.valueOf(position.getAsLong()) : null,
                    behind(token, now),
                    state(processor, segments));
        }
    }

    private static ReadModelStatus.State state(
            Optional<StreamingEventProcessor> processor, Collection<EventTrackerStatus> segments) {
        if (processor.isEmpty() || !processor.get().isRunning()) {
            return ReadModelStatus.State.STOPPED;
        }
        boolean failing = processor.get().isError() || segments.stream().anyMatch(EventTrackerStatus::isErrorState);
        return failing ? ReadModelStatus.State.FAILING : ReadModelStatus.State.RUNNING;
    }

    /** What all segments together have handled; null as long as one of them has handled nothing. */
    private static @Nullable TrackingToken lowerBound(Collection<EventTrackerStatus> segments) {
        @Nullable TrackingToken bound = null;
        for (EventTrackerStatus segment : segments) {
            @Nullable TrackingToken token = WrappedToken.unwrapLowerBound(segment.getTrackingToken());
            if (token == null) {
                return null;
            }
            bound = bound == null ? token : bound.lowerBound(token);
        }
        return bound;
    }

    private Behind behind(@Nullable TrackingToken token, Instant now) {
        @Nullable TrackingToken head = events.get().createHeadToken();
        if (head == null || (token != null && token.covers(head))) {
            return Behind.NOT;
        }
        try (Stream<? extends TrackedEventMessage<?>> unhandled = events.get().readEvents(token, false)) {
            List<Instant> times = unhandled
                    .limit(COUNTED_MAX)
                    .map(event -> event.getTimestamp())
                    .toList();
            return times.isEmpty()
                    ? Behind.NOT
                    : new Behind(
                            times.size() < COUNTED_MAX ? times.size() : Math.max(COUNTED_MAX, distance(token, head)),
                            age(Collections.min(times), now));
        }
    }

    private static double age(Instant oldest, Instant now) {
        return Math.max(0, Duration.between(oldest, now).toMillis()) / 1000.0;
    }

    private static long distance(@Nullable TrackingToken token, TrackingToken head) {
        long start = token == null ? 0 : token.position().orElse(0);
        return head.position().orElse(start) - start;
    }
}
