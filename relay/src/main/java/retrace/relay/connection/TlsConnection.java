package retrace.relay.connection;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection over TLS, carried by another one. The handshake is over when it is made; keys that the peer renews later
 * are answered by the thread that reads.
 */
public final class TlsConnection implements Connection {

    private static final Logger LOG = LoggerFactory.getLogger(TlsConnection.class);

    /** Enough for several records, so that a large read or write goes to the carrier in one piece. */
    private static final int BUFFER_BYTES_MIN = 64 << 10;

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    /** For telling the peer of the end; a peer that takes nothing any more is not waited for longer. */
    private static final Duration FAREWELL_MAX = Duration.ofMillis(250);

    private final Connection carrier;
    private final SSLEngine engine;
    private final int clearBytesMax;

    // the reading thread's; both are ready to be read between two calls
    private final ByteBuffer received;
    private final ByteBuffer clear;

    private final ReentrantLock writing = new ReentrantLock();
    private final ByteBuffer sealed; // guarded by writing
    private volatile boolean closed;

    private TlsConnection(Connection carrier, SSLEngine engine) {
        this.carrier = carrier;
        this.engine = engine;
        int recordBytesMax = engine.getSession().getPacketBufferSize();
        clearBytesMax = engine.getSession().getApplicationBufferSize();
        received =
                ByteBuffer.allocate(Math.max(BUFFER_BYTES_MIN, recordBytesMax)).limit(0);
        sealed = ByteBuffer.allocate(BUFFER_BYTES_MIN + recordBytesMax);
        clear = ByteBuffer.allocate(clearBytesMax).limit(0);
    }

    /**
     * Shakes hands, which blocks. The carrier belongs to what is returned, and stays with the caller where this fails.
     *
     * @param engine new, and in the mode of our side
     * @throws SSLException where the peers do not agree or do not trust each other; the peer has been told, as far as
     *     TLS tells it
     */
    public static TlsConnection over(Connection carrier, SSLEngine engine) throws IOException {
        TlsConnection connection = new TlsConnection(carrier, engine);
        try {
            connection.shakeHands();
        } catch (SSLException e) {
            connection.sayWhatIsLeft();
            throw e;
        }
        return connection;
    }

    private void shakeHands() throws IOException {
        engine.beginHandshake();
        while (true) {
            switch (engine.getHandshakeStatus()) {
                case NEED_WRAP -> seal(NOTHING);
                case NEED_TASK -> runTasks();
                case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
                    clear.clear();
                    boolean open = unseal(clear);
                    clear.flip();
                    if (!open) {
                        throw new EOFException("it left in the middle of the TLS handshake");
                    }
                }
                case FINISHED, NOT_HANDSHAKING -> {
                    return;
                }
            }
        }
    }

    /** An alert that says why, where the engine has one ready. */
    private void sayWhatIsLeft() {
        try {
            if (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
                seal(NOTHING);
            }
        } catch (IOException e) {
            LOG.debug("{} cannot be told why TLS failed", peerHost(), e); // the failure itself is thrown
        }
    }

    private void runTasks() {
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        int before = target.position();
        if (clear.hasRemaining() || target.remaining() < clearBytesMax) {
            return readThroughBuffer(target);
        }
        while (target.position() == before) {
            if (!unseal(target)) {
                return -1;
            }
            answer();
        }
        return target.position() - before;
    }

    private int readThroughBuffer(ByteBuffer target) throws IOException {
        while (!clear.hasRemaining()) {
            clear.clear();
            boolean open;
            try {
                open = unseal(clear);
            } finally {
                clear.flip();
            }
            if (!open) {
                return -1;
            }
            answer();
        }
        int count = Math.min(clear.remaining(), target.remaining());
        target.put(clear.slice(clear.position(), count));
        clear.position(clear.position() + count);
        return count;
    }

    /**
     * Opens one record, and those that have come with it as far as there is room for a whole one each.
     *
     * @return false where the peer has ended, with or without saying so: RFB tells a whole message from a part
     */
    private boolean unseal(ByteBuffer target) throws IOException {
        boolean opened = false;
        while (true) {
            SSLEngineResult result = engine.unwrap(received, target);
            runTasks();
            switch (result.getStatus()) {
                case OK -> {
                    opened = true;
                    if (isShakingHands() || !received.hasRemaining() || target.remaining() < clearBytesMax) {
                        return true;
                    }
                }
                case BUFFER_UNDERFLOW -> {
                    if (opened) {
                        return true;
                    }
                    if (!receive()) {
                        return false;
                    }
                }
                case CLOSED -> {
                    return opened;
                }
                case BUFFER_OVERFLOW ->
                    throw new IllegalStateException("a record of more than " + clearBytesMax + " bytes");
            }
        }
    }

    private boolean isShakingHands() {
        HandshakeStatus status = engine.getHandshakeStatus();
        return status != HandshakeStatus.NOT_HANDSHAKING && status != HandshakeStatus.FINISHED;
    }

    private boolean receive() throws IOException {
        received.compact();
        try {
            return carrier.read(received) >= 0;
        } finally {
            received.flip();
        }
    }

    /** Keys that the peer has renewed are acknowledged; where somebody writes, with what is written next. */
    private void answer() throws IOException {
        if (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP && writing.tryLock()) {
            try {
                seal(NOTHING);
            } finally {
                writing.unlock();
            }
        }
    }

    @Override
    public void write(ByteBuffer source) throws IOException {
        writing.lock();
        try {
            while (source.hasRemaining()) {
                seal(source);
            }
        } finally {
            writing.unlock();
        }
    }

    /** One record at least, and as many more as the buffer takes. */
    private void seal(ByteBuffer source) throws IOException {
        sealed.clear();
        do {
            SSLEngineResult result = engine.wrap(source, sealed);
            runTasks();
            switch (result.getStatus()) {
                case OK -> {
                    if (result.bytesProduced() == 0 && result.bytesConsumed() == 0) {
                        throw new SSLException("the peer wants to begin TLS anew");
                    }
                }
                case CLOSED -> throw new ClosedChannelException();
                case BUFFER_OVERFLOW, BUFFER_UNDERFLOW ->
                    throw new IllegalStateException("a record does not fit into " + sealed.capacity() + " bytes");
            }
        } while (source.hasRemaining() && sealed.position() < BUFFER_BYTES_MIN);
        carrier.write(sealed.flip());
    }

    @Override
    public String peerHost() {
        return carrier.peerHost();
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            Thread.ofVirtual()
                    .name("farewell to " + peerHost())
                    .start(this::sayFarewell)
                    .join(FAREWELL_MAX);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            carrier.close();
        }
    }

    private void sayFarewell() {
        if (!writing.tryLock()) {
            return; // in the middle of a record, which its reader will miss the end of
        }
        try {
            engine.closeOutbound();
            sealed.clear();
            engine.wrap(NOTHING, sealed);
            carrier.write(sealed.flip());
        } catch (IOException e) {
            LOG.debug("{} is gone already", peerHost(), e);
        } finally {
            writing.unlock();
        }
    }
}
