package retrace.relay.rfb.framing;

import org.jspecify.annotations.Nullable;
import retrace.relay.rfb.PixelFormat;
import retrace.relay.rfb.Rectangle;

/**
 * When the viewer may be sent an update of the relay's own, and how its requests stay in balance with the streamer's
 * updates all the same.
 *
 * <p>A viewer without continuous updates expects one update for each request. An update of ours answers its request,
 * while the streamer still owes an answer to the same; the viewer then asks again, and that request must not reach the
 * streamer, or two would be under way from then on. It is kept back only while the streamer owes an update for at least
 * the same area, so that a viewer never waits for something that nobody was asked for.
 *
 * <p>A viewer that has asked since it changed its pixel format expects the new one, and one that has not asked expects
 * nothing: that is why an update of ours needs a request that is open, and a format that has taken effect.
 *
 * <p>Thread-safe: one thread frames what the streamer sends, another what the viewer sends, any other asks for a turn.
 */
public final class UpdateBalance {

    // guarded by this
    private boolean viewerWaits;
    private boolean continuous;
    private int answeredByUs;
    private @Nullable Rectangle owedByStreamer;
    private @Nullable PixelFormat wantedByViewer;
    private volatile boolean viewerTakesName;

    /** @return whether the request is to reach the streamer */
    synchronized boolean requested(Rectangle area, boolean incremental) {
        viewerWaits = true;
        Rectangle owed = owedByStreamer;
        if (incremental && answeredByUs > 0 && owed != null && owed.contains(area)) {
            answeredByUs--;
            return false;
        }
        owedByStreamer = area;
        return true;
    }

    /** An update of the streamer's, which is taken to answer all that it was asked. */
    synchronized void updateBegins() {
        viewerWaits = false;
        owedByStreamer = null;
    }

    synchronized void continuousUpdates(boolean on) {
        continuous = on;
    }

    synchronized void formatWanted(PixelFormat format) {
        wantedByViewer = format;
    }

    void viewerTakesName() {
        viewerTakesName = true;
    }

    /** Whether the viewer has offered to take a desktop's new name. */
    public boolean takesName() {
        return viewerTakesName;
    }

    /** Whether an update would be welcome to the viewer, so that the streamer may be asked for one. */
    public synchronized boolean isViewerWaiting() {
        return viewerWaits || continuous;
    }

    /**
     * To be asked between two messages of the streamer, right before an update is sent to the viewer.
     *
     * @param current pixel format of the streamer's updates
     * @return whether it may be sent; if so it must be, since the viewer's request counts as answered
     */
    public synchronized boolean takeTurn(PixelFormat current) {
        boolean formatHolds = wantedByViewer == null || wantedByViewer.equals(current);
        if (!formatHolds || !viewerWaits && !continuous) {
            return false;
        }
        if (!continuous) {
            viewerWaits = false;
            answeredByUs++;
        }
        return true;
    }
}
