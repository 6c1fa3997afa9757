package retrace.relay.recording.spool;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How full the spool is and whether recording can go on. It stops being possible some way before the spool takes no more,
 * so that what has been shown by then can still be written; and is possible again only when a bit more room than that has
 * come free.
 *
 * <p>Thread-safe.
 */
public final class SpoolRoom {

    private static final Logger LOG = LoggerFactory.getLogger(SpoolRoom.class);

    /** So that a great many tiny parts are bounded too. */
    private static final long COST_MIN = 16 << 10;

    private final SpoolSettings settings;
    private final List<Listener> listeners = new ArrayList<>();
    private long bytes;
    private boolean full;
    private boolean diskLow;
    private long freeBytes = Long.MAX_VALUE;
    private @Nullable String failure;
    private @Nullable String told;

    SpoolRoom(SpoolSettings settings) {
        this.settings = settings;
    }

    /** Told while the room is locked: it may not block. */
    public interface Listener {

        /** @param why nothing can be recorded, a sentence for operators; null where it can again */
        void changed(@Nullable String why);
    }

    /** The listener is told at once how things are. */
    public synchronized void listen(Listener listener) {
        listeners.add(listener);
        listener.changed(told);
    }

    public synchronized void forget(Listener listener) {
        listeners.remove(listener);
    }

    /** Why nothing can be recorded, a sentence for operators; empty where it can. */
    public synchronized Optional<String> whyNot() {
        return Optional.ofNullable(told);
    }

    public synchronized long bytes() {
        return bytes;
    }

    static long cost(long size) {
        return Math.max(size, COST_MIN);
    }

    /** @return false where the spool may take no more */
    synchronized boolean take(long cost) {
        if (bytes + cost > settings.bytesMax() || freeBytes < settings.freeBytesMin() / 2) {
            full |= bytes + cost > settings.bytesMax();
            tell();
            return false;
        }
        add(cost);
        return true;
    }

    /** For what lies there already. */
    synchronized void add(long cost) {
        bytes += cost;
        full |= bytes > settings.bytesMax() / 8 * 7;
        tell();
    }

    synchronized void giveBack(long cost) {
        bytes -= cost;
        full &= bytes > settings.bytesMax() / 16 * 13;
        tell();
    }

    synchronized void diskHas(long free) {
        freeBytes = free;
        long enough = settings.freeBytesMin() + (diskLow ? settings.freeBytesMin() / 8 : 0);
        diskLow = free < enough;
        tell();
    }

    synchronized void writeFailed(Exception cause) {
        failure = "The spool in " + settings.folder() + " cannot be written: " + cause;
        tell();
    }

    synchronized void written() {
        failure = null;
        tell();
    }

    synchronized boolean isFailing() {
        return failure != null;
    }

    private void tell() {
        String why = why();
        if ((why == null) == (told == null)) {
            return;
        }
        told = why;
        if (why == null) {
            LOG.warn("spool={} recording is possible again, spoolBytes={}", settings.folder(), bytes);
        } else {
            LOG.error("spool={} recording is not possible, spoolBytes={}: {}", settings.folder(), bytes, why);
        }
        List.copyOf(listeners).forEach(listener -> listener.changed(why));
    }

    private @Nullable String why() {
        if (failure != null) {
            return failure;
        }
        if (full) {
            return "The store does not take recordings, and the spool in " + settings.folder() + " has no room left.";
        }
        return diskLow ? "The disk of the spool in " + settings.folder() + " is nearly full." : null;
    }
}
