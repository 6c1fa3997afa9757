package retrace.relay.session;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import retrace.relay.connection.Connection;
import retrace.relay.rfb.Rectangle;
import retrace.relay.rfb.framing.Conversation;
import retrace.relay.rfb.framing.UpdateRequest;

/**
 * The relay's own requests to the streamer to paint an area again, put between two messages of the viewer's.
 *
 * <p>Who holds the turn may write to the streamer. The viewer's pump holds it while it frames what it has read, also
 * while it waits there for a change of pixel format, in whose middle nothing may be asked. {@link #send} takes it only
 * where it is free, so it never waits; what it cannot send now it sends when it is called again.
 *
 * <p>They are sent only while the viewer waits for an update: its answer is then the viewer's too, since streamers
 * answer all that they were asked with one update, and no request too many gets into circulation.
 */
final class OwnRequests {

    private static final Logger LOG = LoggerFactory.getLogger(OwnRequests.class);
    private static final int WAITING_MAX = 64;

    private final Connection streamer;
    private final Conversation conversation;
    private final RelayMetrics metrics;
    private final ReentrantLock turn = new ReentrantLock();
    private boolean betweenMessages = true; // guarded by turn
    private final Deque<Rectangle> waiting = new ArrayDeque<>(); // guarded by itself

    OwnRequests(Connection streamer, Conversation conversation, RelayMetrics metrics) {
        this.streamer = streamer;
        this.conversation = conversation;
        this.metrics = metrics;
    }

    /** The viewer's pump is about to frame; {@link #viewerPauses} must follow. */
    void viewerSpeaks() {
        turn.lock();
    }

    /** @param between whether what has reached the streamer ends with a message */
    void viewerPauses(boolean between) {
        betweenMessages = between;
        turn.unlock();
    }

    /** Asks for the area with one of the next {@link #send}; where too many wait already, for everything. Never waits. */
    void ask(Rectangle area) {
        synchronized (waiting) {
            if (waiting.size() >= WAITING_MAX) {
                waiting.clear();
                waiting.add(conversation.size().area());
            }
            waiting.add(area);
        }
    }

    boolean areSent() {
        synchronized (waiting) {
            return waiting.isEmpty();
        }
    }

    /** Sends what waits, if this is the moment for it. */
    void send() {
        if (areSent() || !conversation.balance().isViewerWaiting() || !turn.tryLock()) {
            return;
        }
        try {
            if (betweenMessages) {
                sendAll();
            }
        } catch (IOException e) {
            LOG.debug("the streamer left before it could be asked", e); // its pump finds out by itself
        } finally {
            turn.unlock();
        }
    }

    private void sendAll() throws IOException {
        Rectangle all = conversation.size().area();
        for (Rectangle area = next(); !area.isEmpty(); area = next()) {
            Rectangle inside = area.intersection(all); // it may have shrunk
            if (!inside.isEmpty()) {
                conversation.requested();
                ByteBuffer request = UpdateRequest.of(inside);
                metrics.sentToStreamer(request.remaining());
                streamer.write(request);
            }
        }
    }

    private Rectangle next() {
        synchronized (waiting) {
            return waiting.isEmpty() ? new Rectangle(0, 0, 0, 0) : waiting.removeFirst();
        }
    }
}
