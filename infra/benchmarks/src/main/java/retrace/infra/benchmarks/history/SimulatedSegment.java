package retrace.infra.benchmarks.history;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import retrace.kernel.id.SegmentId;
import retrace.kernel.recording.StoredObject;
import retrace.kernel.recording.View;

/** A segment as it stands. Times are whole milliseconds since 1970, as recorders have them. */
final class SimulatedSegment {

    private final SegmentId id;
    private final View view;
    private final long firstFrame;
    private final long shownSince;
    private Fate fate = Fate.OPENED;
    private @Nullable StoredObject object;
    private long ended;
    private int daysKept;

    /** What became of it; as the command side has it. */
    enum Fate {
        OPENED,
        FAILED,
        QUARANTINED,
        CLOSED,
        MISSING,
        DELETING,
        EXPIRED
    }

    /** @param shownSince since when what its first frame shows was on show; {@code firstFrame}, or before it */
    SimulatedSegment(SegmentId id, View view, long firstFrame, long shownSince) {
        this.id = id;
        this.view = view;
        this.firstFrame = firstFrame;
        this.shownSince = shownSince;
    }

    SegmentId id() {
        return id;
    }

    View view() {
        return view;
    }

    long firstFrame() {
        return firstFrame;
    }

    long shownSince() {
        return shownSince;
    }

    Fate fate() {
        return fate;
    }

    void is(Fate now) {
        fate = now;
    }

    /** Once it is closed. */
    StoredObject object() {
        if (object == null) {
            throw new IllegalStateException(id + " is not closed");
        }
        return object;
    }

    void closed(StoredObject stored, long endedMillis) {
        fate = Fate.CLOSED;
        object = stored;
        ended = endedMillis;
    }

    long ended() {
        return ended;
    }

    Instant endedAt() {
        return Instant.ofEpochMilli(ended);
    }

    /** When its deletion was decided. */
    int daysKept() {
        return daysKept;
    }

    void deleting(int days) {
        fate = Fate.DELETING;
        daysKept = days;
    }
}
