package retrace.relay.session;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import retrace.relay.connection.TcpConnection;

/** Accepts viewers over TCP; each is served on a virtual thread of its own. */
public final class ViewerListener implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ViewerListener.class);
    private static final int BACKLOG = 128;
    private static final long PAUSE_MILLIS = 100;

    private final ServerSocketChannel server;
    private final ViewerReception reception;
    private final Thread acceptor;

    /**
     * Listens from now on.
     *
     * @param address port 0 for any that is free
     */
    public ViewerListener(InetSocketAddress address, ViewerReception reception) {
        this.reception = reception;
        try {
            server = ServerSocketChannel.open();
            server.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            server.bind(address, BACKLOG);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Viewers cannot be waited for at " + address + ": " + e.getMessage()
                            + ". Choose another retrace.relay.viewer-port.",
                    e);
        }
        acceptor = Thread.ofVirtual().name("viewer listener").start(this::accept);
    }

    public int port() {
        return server.socket().getLocalPort();
    }

    public boolean isListening() {
        return server.isOpen() && acceptor.isAlive();
    }

    private void accept() {
        while (server.isOpen()) {
            try {
                receive(server.accept());
            } catch (ClosedChannelException e) {
                return; // as asked
            } catch (IOException e) {
                LOG.warn("a viewer could not be accepted", e); // out of descriptors, say; they come back
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void receive(SocketChannel channel) throws IOException {
        try {
            TcpConnection viewer = new TcpConnection(channel);
            Thread.ofVirtual().name("viewer " + viewer.peerHost()).start(() -> reception.receive(viewer));
        } catch (IOException e) {
            channel.close();
            LOG.debug("a viewer left before it was received", e);
        }
    }

    /** Accepts no more; who is being served stays. */
    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            LOG.warn("the viewer listener could not be closed", e);
        }
    }
}
