package retrace.query.readmodel;

import static java.util.stream.Collectors.toMap;

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

    private final Map<String, Projected> projected;
    private final Function<String, Optional<StreamingEventProcessor>> processors;
    private final Function<String, SegmentTokens> stored;
    private final Supplier<? extends EventStorageEngine> events;
    private final InstantSource clock;
    private final Map<String, Meter> meters = new ConcurrentHashMap<>();

    /**
     * @param projected what is built, by the processors of their names
     * @param processors the event processor of a name, empty where this process has none
     * @param stored what the processor of a name has handled by the token store
     * @param events where they come from, asked for late
     */
    ProcessorProgress(
            Collection<Projected> projected,
            Function<String, Optional<StreamingEventProcessor>> processors,
            Function<String, SegmentTokens> stored,
            Supplier<? extends EventStorageEngine> events,
            InstantSource clock) {
        this.projected = projected.stream().collect(toMap(Projected::name, Function.identity()));
        this.processors = processors;
        this.stored = stored;
        this.events = events;
        this.clock = clock;
    }

    /** As above, with what the token store knows. */
    public static ProcessorProgress of(
            Collection<Projected> projected,
            Function<String, Optional<StreamingEventProcessor>> processors,
            StoredTokens stored,
            Supplier<? extends EventStorageEngine> events,
            InstantSource clock) {
        return new ProcessorProgress(projected, processors, stored::of, events, clock);
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
        private SegmentTokens lastTokens = SegmentTokens.NONE;

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
            // A processor that rests after a failure has no status, nor has a segment that another process runs; what
            // is
            // handled stays handled.
            SegmentTokens own = tokensOf(segments);
            SegmentTokens tokens = areAll(segments) ? own : storedOrLast().updatedBy(own);
            lastTokens = tokens;
            @Nullable TrackingToken token = tokens.lowerBound();
            OptionalLong position = token == null ? OptionalLong.empty() : token.position();
            return new ReadModelStatus(
                    name,
                    position.isPresent() ? Long.valueOf(position.getAsLong()) : null,
                    behind(name, tokens, now),
                    state(processor, segments));
        }

        private SegmentTokens storedOrLast() {
            SegmentTokens known = stored.apply(name);
            return known.isEmpty() ? lastTokens : known;
        }
    }

    /** Whether every event falls to one of them; each has as large a part as its mask has bits. */
    private static boolean areAll(Collection<EventTrackerStatus> segments) {
        return segments.stream()
                        .mapToDouble(it -> 1.0 / (it.getSegment().getMask() + 1))
                        .sum()
                == 1;
    }

    private static ReadModelStatus.State state(
            Optional<StreamingEventProcessor> processor, Collection<EventTrackerStatus> segments) {
        if (processor.isEmpty() || !processor.get().isRunning()) {
            return ReadModelStatus.State.STOPPED;
        }
        boolean failing = processor.get().isError() || segments.stream().anyMatch(EventTrackerStatus::isErrorState);
        return failing ? ReadModelStatus.State.FAILING : ReadModelStatus.State.RUNNING;
    }

    private static SegmentTokens tokensOf(Collection<EventTrackerStatus> segments) {
        return new SegmentTokens(segments.stream()
                .map(it -> SegmentToken.of(it.getSegment().getSegmentId(), it.getTrackingToken()))
                .toList());
    }

    private Behind behind(String name, SegmentTokens tokens, Instant now) {
        @Nullable TrackingToken token = tokens.lowerBound();
        @Nullable TrackingToken head = events.get().createHeadToken();
        if (head == null || (token != null && token.covers(head))) {
            return Behind.NOT;
        }
        try (Stream<? extends TrackedEventMessage<?>> next = events.get().readEvents(token, false)) {
            List<Instant> times = next.limit(
                            (long) COUNTED_MAX * Math.max(1, tokens.tokens().size()))
                    .filter(event -> !isHandled(name, tokens, event))
                    .map(event -> event.getTimestamp())
                    .toList();
            return times.isEmpty()
                    ? Behind.NOT
                    : new Behind(
                            times.size() < COUNTED_MAX ? times.size() : Math.max(times.size(), distance(token, head)),
                            age(Collections.min(times), now));
        }
    }

    /** What is behind the lower bound of all segments is behind that of the only one. */
    private boolean isHandled(String name, SegmentTokens tokens, TrackedEventMessage<?> event) {
        @Nullable Projected known = projected.get(name);
        return known != null && tokens.tokens().size() > 1 && tokens.cover(event.trackingToken(), known.partOf(event));
    }

    private static double age(Instant oldest, Instant now) {
        return Math.max(0, Duration.between(oldest, now).toMillis()) / 1000.0;
    }

    private static long distance(@Nullable TrackingToken token, TrackingToken head) {
        long start = token == null ? 0 : token.position().orElse(0);
        return head.position().orElse(start) - start;
    }
}
