package retrace.relay.rfb.framing;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import retrace.relay.rfb.PixelFormat;

/**
 * What the two directions of one streamer connection must know of each other: who owes whom an update, and when pixels
 * change their format.
 *
 * <p>Thread-safe: one thread frames what the streamer sends, another what the viewer sends.
 */
public final class Conversation {

    private final FencePayload fencePayload = FencePayload.create();
    private final PaintedCursor paintedCursor = new PaintedCursor();
    private final UpdateBalance balance = new UpdateBalance();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private long requests;
    private long updates;
    private boolean updateRunning;
    private @Nullable PixelFormat awaitingFence;
    private volatile @Nullable PixelFormat due;
    private volatile boolean fenceShown;
    private volatile boolean viewerTakesCursor;
    private volatile boolean viewerTakesCursorPosition;
    private volatile boolean fullPictureWanted = true;
    private volatile FramebufferSize size;

    public Conversation(FramebufferSize size) {
        this.size = size;
    }

    public FramebufferSize size() {
        return size;
    }

    public UpdateBalance balance() {
        return balance;
    }

    void resized(FramebufferSize changed) {
        size = changed;
        fullPictureWanted = true;
    }

    boolean viewerTakesCursor() {
        return viewerTakesCursor;
    }

    /** For good: what is on its way must not be taken from a viewer that has changed its mind. */
    void viewerTakesCursorFromNowOn() {
        viewerTakesCursor = true;
    }

    boolean viewerTakesCursorPosition() {
        return viewerTakesCursorPosition;
    }

    /** As {@link #viewerTakesCursorFromNowOn}. */
    void viewerTakesCursorPositionFromNowOn() {
        viewerTakesCursorPosition = true;
    }

    PaintedCursor paintedCursor() {
        return paintedCursor;
    }

    /** Whether the recorder has not been sent a full picture since the start or the last resize; true once. */
    boolean takeFullPictureWanted() {
        boolean wanted = fullPictureWanted;
        fullPictureWanted = false;
        return wanted;
    }

    /** To be called before the request is on its way. */
    public void requested() {
        lock.lock();
        try {
            requests++;
        } finally {
            lock.unlock();
        }
    }

    void updateBegins() {
        balance.updateBegins();
        lock.lock();
        try {
            updateRunning = true;
        } finally {
            lock.unlock();
        }
    }

    void updateEnds() {
        lock.lock();
        try {
            updateRunning = false;
            updates++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until the streamer owes no update: until every request has had one or, since a streamer may answer several
     * requests with one and an idle one answers none, until no update has come for {@code quiet}.
     *
     * @param most waits no longer
     * @return whether none is owed
     */
    public boolean awaitNothingOwed(Duration quiet, Duration most) throws InterruptedException {
        long left = most.toNanos();
        lock.lockInterruptibly();
        try {
            while (updateRunning || updates < requests) {
                if (left <= 0) {
                    return false;
                }
                long seen = updates;
                long wait = Math.min(left, quiet.toNanos());
                long unspent = changed.awaitNanos(wait);
                left -= wait - Math.max(0, unspent);
                if (unspent <= 0 && !updateRunning && updates == seen) {
                    requests = updates;
                }
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Whether the streamer knows fences, so that a change of format can be marked in its stream. */
    public boolean fenceShown() {
        return fenceShown;
    }

    void fenceSeen() {
        fenceShown = true;
    }

    /** The next update has pixels of this format. To be called when none is outstanding, before the change is sent. */
    public void formatIsDue(PixelFormat format) {
        due = format;
    }

    /** The change is sent behind a fence of ours, whose answer marks it. */
    public void formatAwaitsFence(PixelFormat format) {
        lock.lock();
        try {
            awaitingFence = format;
        } finally {
            lock.unlock();
        }
    }

    /** What marks our own fences. */
    public FencePayload fencePayload() {
        return fencePayload;
    }

    @Nullable
    PixelFormat takeDueFormat() {
        PixelFormat format = due;
        if (format != null) {
            due = null;
        }
        return format;
    }

    @Nullable
    PixelFormat takeFencedFormat() {
        lock.lock();
        try {
            PixelFormat format = awaitingFence;
            awaitingFence = null;
            changed.signalAll();
            return format;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until our fence has been answered. */
    public boolean awaitFence(Duration most) throws InterruptedException {
        long left = most.toNanos();
        lock.lockInterruptibly();
        try {
            while (awaitingFence != null) {
                if (left <= 0) {
                    return false;
                }
                left = changed.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }
}
