package retrace.relay.recording;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import retrace.relay.recording.spool.SpoolRoom;

/**
 * Whether a session's bytes may pass: not while they could not be recorded. Open for ever where nothing is recorded, and
 * from the session's end on.
 *
 * <p>Thread-safe.
 */
public final class RecordingGate implements SpoolRoom.Listener {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Watcher> watchers = new ArrayList<>();
    private volatile boolean closed;
    private volatile long closedNanos;
    private boolean open = true;
    private boolean released;

    /** Told with the gate locked: it may not block. */
    public interface Watcher {

        void paused();

        void resumed();
    }

    /** Tells at once where the gate is closed. */
    public void watch(Watcher watcher) {
        lock.lock();
        try {
            watchers.add(watcher);
            if (closed) {
                watcher.paused();
            }
        } finally {
            lock.unlock();
        }
    }

    public void forget(Watcher watcher) {
        lock.lock();
        try {
            watchers.remove(watcher);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void changed(@Nullable String why) {
        lock.lock();
        try {
            open = why == null;
            tell();
        } finally {
            lock.unlock();
        }
    }

    /** Opens for good. */
    public void release() {
        lock.lock();
        try {
            released = true;
            tell();
        } finally {
            lock.unlock();
        }
    }

    private void tell() {
        boolean now = !open && !released;
        if (now == closed) {
            return;
        }
        closedNanos = System.nanoTime();
        closed = now;
        changed.signalAll();
        watchers.forEach(now ? Watcher::paused : Watcher::resumed);
    }

    /** Cheap. */
    public boolean isClosed() {
        return closed;
    }

    /** Whether it has been closed for no longer than {@code time}. */
    public boolean hasJustClosed(Duration time) {
        return closed && System.nanoTime() - closedNanos < time.toNanos();
    }

    /** Waits until the gate is open, but no longer than {@code most}. */
    public void await(Duration most) throws InterruptedException {
        long left = most.toNanos();
        lock.lockInterruptibly();
        try {
            while (closed && left > 0) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }
}
