package retrace.relay.connection;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;

/** A connection over messages, such as WebSocket's: their borders mean nothing. */
public final class MessageConnection implements Connection {

    /** What may wait to be read before the sender has to. */
    private static final int UNREAD_BYTES_MAX = 64 << 10;

    private static final int MESSAGE_BYTES_MAX = 64 << 10;

    private final Outgoing outgoing;
    private final String peerHost;
    private final ReceivedBytes received = new ReceivedBytes(UNREAD_BYTES_MAX);
    private volatile boolean closed;

    /** What carries the messages. */
    public interface Outgoing {

        /** Returns when the message is on its way. */
        void send(ByteBuffer message) throws IOException;

        void close();
    }

    public MessageConnection(String peerHost, Outgoing outgoing) {
        this.peerHost = peerHost;
        this.outgoing = outgoing;
    }

    /** Takes in a message or a part of one; waits until there is room for it. */
    public void receive(ByteBuffer message) throws InterruptedException {
        received.put(message);
    }

    /** The peer will send no more. */
    public void ended() {
        received.end();
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        return received.read(target);
    }

    @Override
    public void write(ByteBuffer source) throws IOException {
        while (source.hasRemaining()) {
            if (closed) {
                throw new ClosedChannelException();
            }
            int count = Math.min(source.remaining(), MESSAGE_BYTES_MAX);
            outgoing.send(source.slice(source.position(), count));
            source.position(source.position() + count);
        }
    }

    @Override
    public String peerHost() {
        return peerHost;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            received.close();
            outgoing.close();
        }
    }
}
