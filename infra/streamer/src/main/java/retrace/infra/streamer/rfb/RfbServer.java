package retrace.infra.streamer.rfb;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import retrace.infra.streamer.desktop.DesktopLoop;

/** Shows one desktop at one TCP port of the loopback address. */
public final class RfbServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RfbServer.class);
    /** Viewers at a time; one more is hung up on. */
    private static final int VIEWERS_MAX = 16;

    private final ServerSocket listener;
    private final DesktopLoop desktop;
    private final String name;
    private final Optional<String> password;
    private final Set<ClientConnection> connections = ConcurrentHashMap.newKeySet();

    private RfbServer(ServerSocket listener, DesktopLoop desktop, String name, Optional<String> password) {
        this.listener = listener;
        this.desktop = desktop;
        this.name = name;
        this.password = password;
    }

    /**
     * Listens.
     *
     * @param port 0 for any that is free
     * @param name what viewers show as the desktop's name
     * @throws IOException if the port is taken
     */
    public static RfbServer start(int port, DesktopLoop desktop, String name, Optional<String> password)
            throws IOException {
        ServerSocket listener = new ServerSocket();
        try {
            listener.setReuseAddress(true);
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException taken) {
            listener.close();
            throw new IOException("The demo desktop cannot listen on port " + port + ": " + taken.getMessage(), taken);
        }
        RfbServer server = new RfbServer(listener, desktop, name, password);
        Thread.ofVirtual().name("demo-listener").start(server::accept);
        return server;
    }

    public InetSocketAddress address() {
        return new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort());
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                admit(listener.accept());
            } catch (IOException failed) {
                if (!listener.isClosed()) {
                    LOG.warn("A viewer of {} could not be let in", name, failed);
                }
            }
        }
    }

    private void admit(Socket socket) throws IOException {
        if (connections.size() >= VIEWERS_MAX) {
            LOG.warn("{} has {} viewers already; one more was turned away", name, VIEWERS_MAX);
            socket.close();
            return;
        }
        ClientConnection connection = new ClientConnection(socket, desktop, name, password);
        connections.add(connection);
        Thread.ofVirtual().name("demo-reader").start(() -> {
            try {
                connection.run();
            } finally {
                connections.remove(connection);
            }
        });
    }

    /** Stops listening and hangs up on all viewers. */
    @Override
    public void close() throws IOException {
        listener.close();
        for (ClientConnection connection : connections) {
            connection.close();
        }
    }
}
