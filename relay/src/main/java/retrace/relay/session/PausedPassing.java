package retrace.relay.session;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import retrace.relay.recording.RecordingGate;
import retrace.relay.rfb.Rectangle;
import retrace.relay.rfb.framing.StreamerWatch;

/**
 * Holds both directions of a view back while nothing can be recorded. The streamer's side stands still between two
 * messages: one that has begun is passed on to its end, so that the viewer can be told why it sees no more.
 */
final class PausedPassing implements StreamerWatch {

    /** The viewer's next request for an update may still pass: only a viewer that waits for one can be told anything. */
    private static final Duration VIEWER_FINISHES = Duration.ofMillis(500);

    private static final Duration TICK = Duration.ofMillis(100);

    private final RecordingGate gate;
    private final ViewerNotice notice;
    private final BooleanSupplier viewIsOver;

    PausedPassing(RecordingGate gate, ViewerNotice notice, BooleanSupplier viewIsOver) {
        this.gate = gate;
        this.notice = notice;
        this.viewIsOver = viewIsOver;
    }

    private boolean isPaused() {
        return gate.isClosed() && !viewIsOver.getAsBoolean();
    }

    /** What the viewer has sent waits here. */
    void awaitViewersTurn() throws InterruptedException {
        while (isPaused() && !gate.hasJustClosed(VIEWER_FINISHES)) {
            gate.await(TICK);
        }
    }

    @Override
    public boolean wantsToSpeak() {
        return gate.isClosed() || notice.wantsToSpeak();
    }

    @Override
    public void speak() throws IOException {
        notice.speak();
        try {
            while (isPaused()) {
                gate.await(TICK);
                notice.speak();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void painted(Rectangle area) {
        notice.painted(area);
    }

    @Override
    public void copied(Rectangle source, Rectangle target) {
        notice.copied(source, target);
    }

    @Override
    public void coloursChanged(ByteBuffer message) {
        notice.coloursChanged(message);
    }
}
