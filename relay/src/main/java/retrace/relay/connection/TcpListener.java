package retrace.relay.connection;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Accepts peers over TCP; each is served on a virtual thread of its own. */
public final class TcpListener implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TcpListener.class);
    private static final int BACKLOG = 128;
    private static final long PAUSE_MILLIS = 100;

    private final ServerSocketChannel server;
    private final String peer;
    private final Consumer<Connection> reception;
    private final Thread acceptor;

    /**
     * Listens from now on.
     *
     * @param address port 0 for any that is free
     * @param peer who comes, in one word
     * @param setting which an operator changes where the port is taken
     * @param reception serves a peer until its connection is closed or somebody else's
     */
    public TcpListener(InetSocketAddress address, String peer, String setting, Consumer<Connection> reception) {
        this.peer = peer;
        this.reception = reception;
        try {
            server = ServerSocketChannel.open();
            server.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            server.bind(address, BACKLOG);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "It cannot be listened for a " + peer + " at " + address + ": " + e.getMessage()
                            + ". Choose another " + setting + ".",
                    e);
        }
        acceptor = Thread.ofVirtual().name(peer + " listener").start(this::accept);
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
                LOG.warn("a {} could not be accepted", peer, e); // out of descriptors, say; they come back
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
            TcpConnection connection = new TcpConnection(channel);
            Thread.ofVirtual().name(peer + " " + connection.peerHost()).start(() -> reception.accept(connection));
        } catch (IOException e) {
            channel.close();
            LOG.debug("a {} left before it was received", peer, e);
        }
    }

    /** Accepts no more; who is being served stays. */
    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            LOG.warn("the {} listener could not be closed", peer, e);
        }
    }
}
