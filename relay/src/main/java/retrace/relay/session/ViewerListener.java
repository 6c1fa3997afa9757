package retrace.relay.session;

import java.net.InetSocketAddress;
import retrace.relay.connection.TcpListener;

/** Accepts viewers over TCP; each is served on a virtual thread of its own. */
public final class ViewerListener implements AutoCloseable {

    private final TcpListener listener;

    /**
     * Listens from now on.
     *
     * @param address port 0 for any that is free
     */
    public ViewerListener(InetSocketAddress address, ViewerReception reception) {
        listener = new TcpListener(address, "viewer", "retrace.relay.viewer-port", reception::receive);
    }

    public int port() {
        return listener.port();
    }

    public boolean isListening() {
        return listener.isListening();
    }

    /** Accepts no more; who is being served stays. */
    @Override
    public void close() {
        listener.close();
    }
}
