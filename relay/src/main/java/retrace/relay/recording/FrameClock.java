package retrace.relay.recording;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import retrace.kernel.recording.FrameRate;

/**
 * When a frame is due: at once where the last is long enough ago, else as soon as it is. Knows only times that it is
 * told, so that a recorder that lags makes the same frames as one that does not.
 */
final class FrameClock {

    private Duration interval;
    private @Nullable Instant last;
    private @Nullable Instant due;

    FrameClock(FrameRate rate) {
        interval = intervalOf(rate);
    }

    private static Duration intervalOf(FrameRate rate) {
        return Duration.ofSeconds(1).dividedBy(rate.perSecond());
    }

    void rateChanged(FrameRate rate) {
        interval = intervalOf(rate);
    }

    /** The picture has changed. */
    void changed(Instant at) {
        if (due == null) {
            Instant earliest = last == null ? at : last.plus(interval);
            due = earliest.isAfter(at) ? earliest : at;
        }
    }

    /** The picture has changed, and a frame of it may wait until {@code latest}. */
    void changedButMayWait(Instant latest) {
        if (due == null) {
            due = latest;
        }
    }

    /** The frame that waits is to come at once. */
    void hurry(Instant at) {
        due = at;
    }

    void taken(Instant at) {
        last = at;
        due = null;
    }

    /** When the next frame is due; null where nothing has changed. */
    @Nullable
    Instant due() {
        return due;
    }

    boolean isDue(Instant now) {
        return due != null && !due.isAfter(now);
    }
}
