package retrace.relay.session;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import retrace.kernel.session.EndReason;
import retrace.relay.connection.Connection;
import retrace.relay.rfb.PixelFormat;
import retrace.relay.rfb.RfbViolation;
import retrace.relay.rfb.framing.Conversation;
import retrace.relay.rfb.framing.ViewerFraming;
import retrace.relay.rfb.framing.ViewerSink;

/** Carries what the viewer sends to the streamer, and holds a change of pixel format back until its time has come. */
final class ViewerPump implements ViewerSink {

    private static final Logger LOG = LoggerFactory.getLogger(ViewerPump.class);

    /** A streamer that has sent no update for so long owes none, whatever was asked. */
    private static final Duration QUIET = Duration.ofMillis(250);

    private static final Duration HOLD_MAX = Duration.ofSeconds(5);

    private final Connection viewer;
    private final Connection streamer;
    private final Conversation conversation;
    private final OwnRequests ownRequests;
    private final PausedPassing pause;
    private final RelayMetrics metrics;
    private final ViewerFraming framing;
    private final int bufferBytes;

    ViewerPump(
            Connection viewer,
            Connection streamer,
            Conversation conversation,
            OwnRequests ownRequests,
            PausedPassing pause,
            int bufferBytes,
            RelayMetrics metrics) {
        this.viewer = viewer;
        this.streamer = streamer;
        this.conversation = conversation;
        this.ownRequests = ownRequests;
        this.pause = pause;
        this.bufferBytes = bufferBytes;
        this.metrics = metrics;
        framing = new ViewerFraming(conversation, this);
    }

    /** Carries until one side has ended. */
    ViewEnd run() throws InterruptedException {
        try (Arena arena = Arena.ofShared()) {
            ByteBuffer buffer = arena.allocate(bufferBytes).asByteBuffer();
            while (read(buffer)) {
                pause.awaitViewersTurn();
                frame(buffer.flip());
                buffer.compact();
            }
            return ViewEnd.of(EndReason.TECHNICIAN_LEFT, "The technician's viewer ended the connection.");
        } catch (PeerGone e) {
            return ViewEnd.of(e.reason(), String.valueOf(e.getMessage()));
        } catch (RfbViolation e) {
            return ViewEnd.of(EndReason.PROTOCOL_VIOLATION, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new IllegalStateException("a failure that belongs to no peer", e);
        }
    }

    private void frame(ByteBuffer buffer) throws IOException, InterruptedException {
        ownRequests.viewerSpeaks();
        try {
            framing.frame(buffer);
        } finally {
            ownRequests.viewerPauses(framing.isBetweenMessages());
        }
    }

    private boolean read(ByteBuffer buffer) throws PeerGone {
        try {
            return viewer.read(buffer) >= 0;
        } catch (IOException e) {
            throw PeerGone.viewer(e);
        }
    }

    @Override
    public void passed(ByteBuffer bytes) throws IOException {
        int count = bytes.remaining();
        try {
            streamer.write(bytes);
        } catch (IOException e) {
            throw PeerGone.streamer(e);
        }
        metrics.sentToStreamer(count);
    }

    /**
     * With fences the change is marked in the streamer's stream. Without, it is held until the streamer owes no update,
     * and takes effect with the next. What a viewer's own wait does not cover, nobody can tell: an update that a
     * streamer begins just before it reads the change is misread by a viewer without a relay as well.
     */
    @Override
    public void pixelFormatWanted(PixelFormat format, ByteBuffer message) throws IOException, InterruptedException {
        if (conversation.fenceShown()) {
            if (!conversation.awaitFence(HOLD_MAX)) {
                throw new RfbViolation("The streamer does not answer the fence before a change of pixel format.");
            }
            conversation.formatAwaitsFence(format);
            passed(conversation.fencePayload().request());
        } else {
            if (!conversation.awaitNothingOwed(QUIET, HOLD_MAX)) {
                LOG.warn("the pixel format is changed while updates are still coming");
            }
            conversation.formatIsDue(format);
        }
        passed(message);
    }
}
