package retrace.relay.recording;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import retrace.kernel.recording.CloseReason;
import retrace.kernel.recording.FrameRate;
import retrace.relay.rfb.PixelFormat;

/**
 * Between the forwarding path and the recorder: what the streamer sent and what else happened, in order, bounded in
 * bytes. A producer waits while it is full, so nothing is ever dropped.
 */
final class RecorderQueue {

    /** What the recorder takes from the queue. */
    sealed interface Item {

        /** What it counts for against the queue's bound. */
        default int costBytes() {
            return ITEM_BYTES;
        }
    }

    /** @param bytes the queue's own copy */
    record Received(byte[] bytes, Instant arrivedAt) implements Item {

        @Override
        public int costBytes() {
            return bytes.length + ITEM_BYTES;
        }
    }

    record FormatChanged(PixelFormat format) implements Item {}

    record RateChanged(FrameRate frameRate, Instant at) implements Item {}

    record Closed(CloseReason reason, Instant at) implements Item {}

    /** What an item takes beside its bytes, so that a trickle of tiny ones and of markers is bounded too. */
    private static final int ITEM_BYTES = 64;

    private final int bytesMax;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Item> items = new ArrayDeque<>();
    private int bytes;
    private @Nullable RecordingUnavailable failure;
    private boolean closed;

    RecorderQueue(int bytesMax) {
        this.bytesMax = bytesMax;
    }

    void received(byte[] from, int offset, int length, Instant arrivedAt)
            throws RecordingUnavailable, InterruptedException {
        put(new Received(Arrays.copyOfRange(from, offset, offset + length), arrivedAt));
    }

    void mark(Item marker) throws RecordingUnavailable, InterruptedException {
        put(marker);
    }

    private void put(Item item) throws RecordingUnavailable, InterruptedException {
        lock.lockInterruptibly();
        try {
            while (bytes > 0 && bytes + item.costBytes() > bytesMax && failure == null && !closed) {
                changed.await();
            }
            if (failure != null) {
                throw new RecordingUnavailable(String.valueOf(failure.getMessage()), failure);
            }
            if (!closed) {
                add(item);
            }
        } finally {
            lock.unlock();
        }
    }

    private void add(Item item) {
        items.add(item);
        bytes += item.costBytes();
        changed.signalAll();
    }

    /** The last item. Later ones are passed over. */
    void close(CloseReason reason, Instant at) {
        lock.lock();
        try {
            if (!closed) {
                closed = true;
                add(new Closed(reason, at));
            }
        } finally {
            lock.unlock();
        }
    }

    /** From now on producers are told so instead of waiting for a recorder that is no more; what waits is let go. */
    void fail(RecordingUnavailable cause) {
        lock.lock();
        try {
            failure = cause;
            items.clear();
            bytes = 0;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the next item. */
    Item take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (items.isEmpty()) {
                changed.await();
            }
            return remove();
        } finally {
            lock.unlock();
        }
    }

    /** @return null where none came within {@code wait} */
    @Nullable
    Item take(Duration wait) throws InterruptedException {
        long left = wait.toNanos();
        lock.lockInterruptibly();
        try {
            while (items.isEmpty()) {
                if (left <= 0) {
                    return null;
                }
                left = changed.awaitNanos(left);
            }
            return remove();
        } finally {
            lock.unlock();
        }
    }

    private Item remove() {
        Item item = items.remove();
        bytes -= item.costBytes();
        changed.signalAll();
        return item;
    }

    int bytes() {
        lock.lock();
        try {
            return bytes;
        } finally {
            lock.unlock();
        }
    }
}
