package retrace.infra.launcher.axon;

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
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Wakes the processors of this process as soon as a transaction with events has committed. Axon's own embedded store
 * leaves a pooled streaming processor to look for itself, twice a second. What another process appends is still found
 * that way, within the processor's claim interval.
 */
public final class WakingEventStore extends EmbeddedEventStore {

    private final Set<WakingStream> streams = ConcurrentHashMap.newKeySet();

    private WakingEventStore(Builder builder) {
        super(builder);
    }

    static WakingEventStore on(EventStorageEngine engine, EventBusSpanFactory spans) {
        // Without the shared cache, which is filled by a thread of its own: a stream that is woken would find it empty.
        return new WakingEventStore(new Builder()
                .storageEngine(engine)
                .spanFactory(spans)
                .optimizeEventConsumption(false));
    }

    @Override
    protected void afterCommit(List<? extends EventMessage<?>> events) {
        super.afterCommit(events);
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            // The unit of work was part of a larger transaction, which others do not see yet.
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    wakeAll();
                }
            });
        } else {
            wakeAll();
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
