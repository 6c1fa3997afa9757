package retrace.relay.session;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import retrace.relay.recording.RecordingGate;

/**
 * Minds a session that stands still because it could not be recorded: tells the technician, and ends it where recording
 * does not come back in time.
 *
 * <p>Thread-safe.
 */
final class RecordingPause implements RecordingGate.Watcher, AutoCloseable {

    private static final String SENTENCE = "Paused: this session cannot be recorded at the moment.";

    private final RecordingGate gate;
    private final Duration most;
    private final Watchdog watchdog;
    private final RelayMetrics metrics;
    private final Runnable end;

    // guarded by this
    private Watchdog.@Nullable Pending limit;
    private @Nullable ViewerNotice shown;

    private RecordingPause(RecordingGate gate, Duration most, Watchdog watchdog, RelayMetrics metrics, Runnable end) {
        this.gate = gate;
        this.most = most;
        this.watchdog = watchdog;
        this.metrics = metrics;
        this.end = end;
    }

    /** @param end is called, on a thread of its own, when the session has stood still for so long */
    static RecordingPause mind(
            RecordingGate gate, Duration most, Watchdog watchdog, RelayMetrics metrics, Runnable end) {
        RecordingPause pause = new RecordingPause(gate, most, watchdog, metrics, end);
        gate.watch(pause);
        return pause;
    }

    @Override
    public synchronized void paused() {
        metrics.paused();
        limit = watchdog.after(most, "recording stays away", this::expired);
        if (shown != null) {
            shown.show(SENTENCE);
        }
    }

    @Override
    public synchronized void resumed() {
        metrics.resumed();
        if (limit != null) {
            limit.close();
            limit = null;
        }
        if (shown != null) {
            shown.withdraw();
        }
    }

    private void expired() {
        synchronized (this) {
            if (limit == null) {
                return; // it has come back in this very moment
            }
        }
        end.run();
    }

    /** The notice of the view that is live from now on. */
    synchronized void show(ViewerNotice notice) {
        shown = notice;
        if (limit != null) {
            notice.show(SENTENCE);
        }
    }

    /** Minds it no more, and lets everything pass. */
    @Override
    public void close() {
        gate.release();
        gate.forget(this);
    }
}
