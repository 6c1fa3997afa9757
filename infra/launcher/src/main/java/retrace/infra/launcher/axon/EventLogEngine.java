package retrace.infra.launcher.axon;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.jspecify.annotations.Nullable;
import retrace.command.endpoint.EndpointSnapshots;

/**
 * Axon's JDBC engine without the statements that this event log has no use for, and at a steady pace where all
 * processors follow its end together: a moment's events are read at once, however many transactions they came from.
 */
final class EventLogEngine extends JdbcEventStorageEngine {

    static final int EVENTS_A_READ_MAX = 100;

    /** At least so long between two looks at the end; what is stored right after one waits so long at most. */
    private static final Duration PACE = Duration.ofMillis(20);

    private static final Duration STOPPING_MAX = Duration.ofSeconds(1);

    private final Lock reading = new ReentrantLock();
    private volatile Runnable handedOver = () -> {};
    private volatile boolean stopped;

    // By the one thread that follows the end.
    private long readAtNanos = System.nanoTime() - PACE.toNanos();
    private boolean anyRead;

    /** @param builder is made to read no further for an aggregate than its events go */
    EventLogEngine(Builder builder) {
        super(spare(builder));
    }

    /** The numbers of an aggregate's events have no gaps, so fewer than were asked for are the last ones. */
    private static Builder spare(Builder builder) {
        builder.batchSize(EVENTS_A_READ_MAX).finalAggregateBatchPredicate(batch -> batch.size() < EVENTS_A_READ_MAX);
        return builder;
    }

    /** @param listener is told whenever events at the end have been read and are with the embedded store */
    void onHandedOver(Runnable listener) {
        handedOver = listener;
    }

    /** Of most there are none. */
    @Override
    protected Stream<? extends DomainEventData<?>> readSnapshotData(String aggregate) {
        return EndpointSnapshots.areTakenOf(aggregate) ? super.readSnapshotData(aggregate) : Stream.empty();
    }

    /** @param mayBlock where the embedded store follows the end for all who are there; it asks again by itself */
    @Override
    protected Stream<? extends TrackedEventData<?>> readEventData(@Nullable TrackingToken after, boolean mayBlock) {
        return mayBlock ? readAtTheEnd(after) : super.readEventData(after, false);
    }

    private Stream<? extends TrackedEventData<?>> readAtTheEnd(@Nullable TrackingToken after) {
        if (anyRead) {
            anyRead = false;
            handedOver.run();
        }
        LockSupport.parkNanos(readAtNanos + PACE.toNanos() - System.nanoTime());
        readAtNanos = System.nanoTime();
        reading.lock();
        try {
            List<? extends TrackedEventData<?>> events =
                    stopped ? List.of() : fetchTrackedEvents(after, EVENTS_A_READ_MAX);
            anyRead = !events.isEmpty();
            return events.stream();
        } finally {
            reading.unlock();
        }
    }

    /** Nobody looks at the end any more; waits for who is just at it, since the database may go next. */
    void stopFollowing() {
        stopped = true;
        try {
            if (reading.tryLock(STOPPING_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
                reading.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
