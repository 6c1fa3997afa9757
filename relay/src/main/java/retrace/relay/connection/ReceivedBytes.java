package retrace.relay.connection;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;

/**
 * Bytes that one thread receives and another reads, bounded: whoever receives waits while too many are unread.
 *
 * <p>Thread-safe.
 */
final class ReceivedBytes {

    private final ByteBuffer bytes; // between two calls, ready to be written to
    private boolean ended;
    private boolean closed;

    ReceivedBytes(int bytesMax) {
        bytes = ByteBuffer.allocate(bytesMax);
    }

    /** Takes all that remains of {@code source}, or nothing more once closed. */
    synchronized void put(ByteBuffer source) throws InterruptedException {
        while (source.hasRemaining() && !closed && !ended) {
            if (!bytes.hasRemaining()) {
                wait();
                continue;
            }
            int count = Math.min(bytes.remaining(), source.remaining());
            bytes.put(source.slice(source.position(), count));
            source.position(source.position() + count);
            notifyAll();
        }
    }

    /** No more will be received; what is there can still be read. */
    synchronized void end() {
        ended = true;
        notifyAll();
    }

    /** Wakes everybody. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    /** @return how many were read, at least one, or −1 at the end */
    synchronized int read(ByteBuffer target) throws IOException {
        try {
            while (bytes.position() == 0) {
                if (closed) {
                    throw new ClosedChannelException();
                }
                if (ended) {
                    return -1;
                }
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClosedChannelException();
        }
        bytes.flip();
        int count = Math.min(bytes.remaining(), target.remaining());
        target.put(bytes.slice(bytes.position(), count));
        bytes.position(bytes.position() + count);
        bytes.compact();
        notifyAll();
        return count;
    }
}
