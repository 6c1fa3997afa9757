package retrace.relay.recording;

import java.io.IOException;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import retrace.relay.rfb.decode.PictureListener;

/** Carries what the decoder sees to the segments, with the time at which it arrived. */
final class SegmentedPicture implements PictureListener, QueueInput.LongMessage {

    private final SegmentRecorder segments;
    private final QueueInput input;

    SegmentedPicture(SegmentRecorder segments, QueueInput input) {
        this.segments = segments;
        this.input = input;
    }

    /** A store's failure on its way through the decoder. */
    static final class StoreFailed extends RuntimeException {

        private static final long serialVersionUID = 1;
        private final IOException failure;

        StoreFailed(IOException failure) {
            super(failure);
            this.failure = failure;
        }

        IOException cause() {
            return failure;
        }
    }

    private interface Step {
        void run() throws IOException;
    }

    private static void carry(Step step) {
        try {
            step.run();
        } catch (IOException e) {
            throw new StoreFailed(e);
        }
    }

    @Override
    public void resizing(int newWidth, int newHeight) {
        carry(() -> segments.resizing(newWidth, newHeight, input.now()));
    }

    @Override
    public void resized() {}

    @Override
    public void screensChanged(Set<Long> screens) {
        segments.screensChanged(input.now());
    }

    @Override
    public void cursorSent(int width, int height) {
        segments.cursorSent(width, height);
    }

    @Override
    public void updated() {
        carry(() -> segments.updated(input.now()));
    }

    @Override
    public @Nullable Instant nextDue() {
        return segments.nextDueInMessage();
    }

    @Override
    public void passTime(Instant now) {
        carry(() -> segments.passTimeInMessage(now));
    }
}
