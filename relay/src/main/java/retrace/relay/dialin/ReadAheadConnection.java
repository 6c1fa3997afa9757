package retrace.relay.dialin;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import retrace.relay.connection.Connection;

/**
 * A connection of which some bytes have been read, and on which one thread can wait for more without keeping them from
 * whoever reads next: a blocked read cannot be called off without closing the connection, so what it brings is handed
 * over instead.
 *
 * <p>Thread: as for every connection, and one thread more in {@link #awaitMore}.
 */
final class ReadAheadConnection implements Connection {

    private static final int AHEAD_BYTES_MAX = 1 << 10;

    private final Connection connection;

    // guarded by this
    private ByteBuffer ahead;
    private boolean awaiting = true; // from the start: whoever reads first must not overtake the one that awaits
    private boolean ended;
    private @Nullable IOException failure;

    /** @param received what has been read of it, to be read again */
    ReadAheadConnection(Connection connection, byte[] received) {
        this.connection = connection;
        ahead = ByteBuffer.wrap(received);
    }

    /**
     * Returns when the peer has sent more, has ended or has broken off. Must be called, and once: whoever reads past
     * what was received waits for it, and gets what has come.
     *
     * @return whether the peer is still there
     */
    boolean awaitMore() {
        ByteBuffer more = ByteBuffer.allocate(AHEAD_BYTES_MAX);
        boolean left = false;
        @Nullable IOException broken = null;
        try {
            left = connection.read(more) < 0;
        } catch (IOException e) {
            broken = e;
        }
        synchronized (this) {
            more.flip();
            ahead = ByteBuffer.allocate(ahead.remaining() + more.remaining())
                    .put(ahead)
                    .put(more)
                    .flip();
            awaiting = false;
            ended = left;
            failure = broken;
            notifyAll();
            return !left && broken == null;
        }
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        synchronized (this) {
            awaitAhead();
            if (ahead.hasRemaining()) {
                int count = Math.min(ahead.remaining(), target.remaining());
                target.put(ahead.slice(ahead.position(), count));
                ahead.position(ahead.position() + count);
                return count;
            }
            if (failure != null) {
                throw new IOException(failure.getMessage(), failure);
            }
            if (ended) {
                return -1;
            }
        }
        return connection.read(target);
    }

    private synchronized void awaitAhead() throws InterruptedIOException {
        try {
            while (awaiting && !ahead.hasRemaining()) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a streamer was waited for");
        }
    }

    @Override
    public void write(ByteBuffer source) throws IOException {
        connection.write(source);
    }

    @Override
    public String peerHost() {
        return connection.peerHost();
    }

    @Override
    public void close() {
        connection.close();
    }
}
