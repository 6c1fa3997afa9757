package retrace.relay.connection;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A connection that carries bytes both ways. Calls block, so that whoever is faster waits for whoever is slower.
 *
 * <p>Thread: one reads, one writes, and any may close, which wakes both with an {@link IOException}.
 */
public interface Connection extends Closeable {

    /**
     * Reads at least one byte into what remains of {@code target}.
     *
     * @return how many were read, or −1 where the peer has ended
     */
    int read(ByteBuffer target) throws IOException;

    /** Writes all that remains of {@code source}. */
    void write(ByteBuffer source) throws IOException;

    /** The peer's address without its port, for logs and for limits. */
    String peerHost();

    /** Ends both directions at once. May be called again. */
    @Override
    void close();
}
