package retrace.query.activesessions;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** Where the subscribers of one team wait for the next change of their sessions. Thread-safe. */
final class TeamRoom {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private long version;

    /** Counts the changes. What is read after it was asked is at least as new. */
    long version() {
        lock.lock();
        try {
            return version;
        } finally {
            lock.unlock();
        }
    }

    void tellChange() {
        lock.lock();
        try {
            version++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Lets those who wait look whether they are to go. */
    void wake() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until there is a change after {@code seen}, or {@code patience} is over, or {@code gone} is true. */
    void awaitChangeAfter(long seen, Duration patience, BooleanSupplier gone) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = patience.toNanos();
            while (version == seen && left > 0 && !gone.getAsBoolean()) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }
}
