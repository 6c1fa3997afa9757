package retrace.relay.rfb.framing;

import java.io.IOException;
import java.nio.ByteBuffer;
import retrace.relay.rfb.Rectangle;

/**
 * Watches what a streamer does to the viewer's picture, and may say something of its own between two of its messages.
 * Called by the thread that frames, in the order of the stream.
 */
public interface StreamerWatch {

    StreamerWatch NONE = new StreamerWatch() {
        @Override
        public boolean wantsToSpeak() {
            return false;
        }

        @Override
        public void speak() {}

        @Override
        public void painted(Rectangle area) {}

        @Override
        public void copied(Rectangle source, Rectangle target) {}

        @Override
        public void coloursChanged(ByteBuffer message) {}
    };

    /** Whether {@link #speak} is to be called. Asked before each message, so it must be cheap. */
    boolean wantsToSpeak();

    /** The stream is between two messages, and all before it has been handed on. */
    void speak() throws IOException;

    /** The rectangle that begins here replaces this area. */
    void painted(Rectangle area);

    /** CopyRect. */
    void copied(Rectangle source, Rectangle target);

    /** @param message SetColourMapEntries with 256 colours at most, good during the call only */
    void coloursChanged(ByteBuffer message);
}
