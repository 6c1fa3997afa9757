package retrace.relay.dialin;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import retrace.kernel.endpoint.Reachability;
import retrace.kernel.id.AccountId;
import retrace.kernel.id.EndpointId;
import retrace.relay.connection.Connection;
import retrace.relay.dialin.DialInMetrics.Outcome;
import retrace.relay.session.DialledInStreamers;

/** Streamers that wait, one for each endpoint: a newer one takes the place of an older. Thread-safe. */
public final class WaitingStreamers implements DialledInStreamers, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WaitingStreamers.class);

    private final int waitingMax;
    private final int waitingPerHostMax;
    private final DialInMetrics metrics;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();

    // guarded by lock
    private final Map<EndpointId, WaitingStreamer> waiting = new HashMap<>();
    private boolean closed;

    public WaitingStreamers(DialInSettings settings, DialInMetrics metrics) {
        waitingMax = settings.waitingMax();
        waitingPerHostMax = settings.waitingPerHostMax();
        this.metrics = metrics;
        metrics.countWaiting(this::count);
    }

    /** @return false where too many wait already; otherwise it waits until it is taken or {@link #leave leaves} */
    boolean enter(WaitingStreamer streamer) {
        @Nullable WaitingStreamer replaced;
        lock.lock();
        try {
            if (closed || isFull(streamer)) {
                return false;
            }
            replaced = waiting.put(streamer.endpoint(), streamer);
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
        if (replaced != null) {
            metrics.count(Outcome.REPLACED);
            LOG.info("streamer={} endpoint={} gives way to a newer one", replaced.host(), replaced.endpoint());
            replaced.connection().close();
        }
        return true;
    }

    /** The one whose place it would take is not counted. */
    private boolean isFull(WaitingStreamer streamer) {
        List<WaitingStreamer> others = waiting.values().stream()
                .filter(other -> !other.endpoint().equals(streamer.endpoint()))
                .toList();
        long ofHost = others.stream()
                .filter(other -> other.host().equals(streamer.host()))
                .count();
        return others.size() >= waitingMax || ofHost >= waitingPerHostMax;
    }

    /** @return whether it still waited: neither taken nor replaced */
    boolean leave(WaitingStreamer streamer) {
        lock.lock();
        try {
            return waiting.remove(streamer.endpoint(), streamer);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<Connection> take(EndpointId endpoint, AccountId technician, Duration patience)
            throws InterruptedException {
        long left = patience.toNanos();
        lock.lockInterruptibly();
        try {
            while (true) {
                WaitingStreamer streamer = waiting.get(endpoint);
                if (streamer != null && streamer.waitsFor(technician)) {
                    waiting.remove(endpoint);
                    metrics.count(Outcome.TAKEN);
                    LOG.info("streamer={} endpoint={} is taken by a session", streamer.host(), endpoint);
                    return Optional.of(streamer.connection());
                }
                if (left <= 0 || closed) {
                    return Optional.empty();
                }
                left = arrived.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Reachability probe(EndpointId endpoint, AccountId technician) {
        lock.lock();
        try {
            WaitingStreamer streamer = waiting.get(endpoint);
            return streamer != null && streamer.waitsFor(technician)
                    ? new Reachability.Reachable(streamer.version().number())
                    : new Reachability.Unreachable(NOT_DIALLED_IN);
        } finally {
            lock.unlock();
        }
    }

    public int count() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    /** Sends all away that wait, and takes no more in. */
    @Override
    public void close() {
        List<WaitingStreamer> left;
        lock.lock();
        try {
            closed = true;
            left = List.copyOf(waiting.values());
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
        left.forEach(streamer -> streamer.connection().close());
    }
}
