package retrace.infra.launcher.axon;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.EventBusSpanFactory;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Follows the end of the event log once for all processors of this process, and wakes them when there is anything new.
 * Axon's own embedded store reads it once for all as well, but leaves a pooled streaming processor to look for itself,
 * twice a second. It reads as soon as a transaction of this process has committed; what another process appends is
 * found within {@link #LOOKED_FOR}.
 */
public final class WakingEventStore extends EmbeddedEventStore {

    static final Duration LOOKED_FOR = Duration.ofMillis(50);

    /** A processor that is further behind reads by itself until it is no more. */
    private static final int EVENTS_SHARED_MAX = 2000;

    private final Set<WakingStream> streams = ConcurrentHashMap.newKeySet();

    private final EventLogEngine engine;

    private WakingEventStore(Builder builder, EventLogEngine engine) {
        super(builder);
        this.engine = engine;
    }

    static WakingEventStore on(EventLogEngine engine, EventBusSpanFactory spans) {
        Builder builder = new Builder();
        builder.storageEngine(engine)
                .spanFactory(spans)
                .optimizeEventConsumption(true)
                .fetchDelay(LOOKED_FOR.toMillis())
                .cachedEvents(EVENTS_SHARED_MAX);
        WakingEventStore store = new WakingEventStore(builder, engine);
        engine.onHandedOver(store::wakeAll);
        return store;
    }

    @Override
    public void shutDown() {
        super.shutDown();
        engine.stopFollowing();
    }

    /** Has the end read, which then wakes all who wait for it. */
    @Override
    protected void afterCommit(List<? extends EventMessage<?>> events) {
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            // The unit of work was part of a larger transaction, which others do not see yet.
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    WakingEventStore.super.afterCommit(events);
                }
            });
        } else {
            super.afterCommit(events);
        }
    }

    private void wakeAll() {
        streams.forEach(WakingStream::wake);
    }

    @Override
    public TrackingEventStream openStream(@Nullable TrackingToken token) {
        WakingStream stream = new WakingStream(super.openStream(token));
        streams.add(stream);
        return stream;
    }

    private final class WakingStream implements TrackingEventStream {

        private final TrackingEventStream stream;
        private volatile @Nullable Runnable onAvailable;

        private WakingStream(TrackingEventStream stream) {
            this.stream = stream;
        }

        private void wake() {
            Runnable callback = onAvailable;
            if (callback != null) {
                callback.run();
            }
        }

        @Override
        public boolean setOnAvailableCallback(Runnable callback) {
            onAvailable = callback;
            return true;
        }

        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            return stream.peek();
        }

        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
            return stream.hasNextAvailable(timeout, unit);
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
            return stream.nextAvailable();
        }

        @Override
        public void close() {
            streams.remove(this);
            stream.close();
        }
    }
}
