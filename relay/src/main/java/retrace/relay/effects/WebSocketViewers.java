package retrace.relay.effects;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.socket.BinaryMessage;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.SubProtocolCapable;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.adapter.NativeWebSocketSession;
import org.springframework.web.socket.handler.AbstractWebSocketHandler;
import retrace.relay.connection.MessageConnection;
import retrace.relay.session.ViewerReception;

/** Receives viewers that come over WebSocket, such as the console's own. */
public final class WebSocketViewers extends AbstractWebSocketHandler implements SubProtocolCapable {

    public static final String PATH = "/relay/websocket";

    private static final Logger LOG = LoggerFactory.getLogger(WebSocketViewers.class);

    /** A slow viewer is waited for as over TCP; by default Tomcat gives up after 20 seconds. */
    private static final String SEND_TIMEOUT = "org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT";

    private static final long SEND_TIMEOUT_MILLIS = 10 * 60 * 1000L;

    private final ViewerReception reception;
    private final ConcurrentMap<String, MessageConnection> connections = new ConcurrentHashMap<>();

    public WebSocketViewers(ViewerReception reception) {
        this.reception = reception;
    }

    /** noVNC before 1.3 asks for it; nobody needs to. */
    @Override
    public List<String> getSubProtocols() {
        return List.of("binary");
    }

    /** Large messages come in parts, so that none has to be held whole. */
    @Override
    public boolean supportsPartialMessages() {
        return true;
    }

    @Override
    public void afterConnectionEstablished(WebSocketSession session) {
        boolean encrypted = false;
        if (session instanceof NativeWebSocketSession nativeSession
                && nativeSession.getNativeSession() instanceof jakarta.websocket.Session tomcats) {
            tomcats.getUserProperties().put(SEND_TIMEOUT, SEND_TIMEOUT_MILLIS);
            encrypted = tomcats.isSecure();
        }
        serve(session, encrypted);
    }

    private void serve(WebSocketSession session, boolean encrypted) {
        MessageConnection connection = new MessageConnection(hostOf(session), new Frames(session));
        connections.put(session.getId(), connection);
        Thread.ofVirtual()
                .name("viewer " + connection.peerHost())
                .start(() -> reception.receiveOverMessages(connection, encrypted));
    }

    private static String hostOf(WebSocketSession session) {
        InetSocketAddress address = session.getRemoteAddress();
        return address == null || address.getAddress() == null
                ? "unknown"
                : address.getAddress().getHostAddress();
    }

    @Override
    protected void handleBinaryMessage(WebSocketSession session, BinaryMessage message) throws InterruptedException {
        MessageConnection connection = connections.get(session.getId());
        if (connection != null) {
            connection.receive(message.getPayload());
        }
    }

    @Override
    protected void handleTextMessage(WebSocketSession session, TextMessage message) throws IOException {
        session.close(CloseStatus.NOT_ACCEPTABLE.withReason("RFB is binary."));
    }

    @Override
    public void handleTransportError(WebSocketSession session, Throwable failure) {
        LOG.debug("WebSocket of {} broke", hostOf(session), failure);
        ended(session);
    }

    @Override
    public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
        ended(session);
    }

    private void ended(WebSocketSession session) {
        MessageConnection connection = connections.remove(session.getId());
        if (connection != null) {
            connection.ended();
        }
    }

    /** Sends bytes as binary messages. */
    private record Frames(WebSocketSession session) implements MessageConnection.Outgoing {

        @Override
        public void send(ByteBuffer message) throws IOException {
            try {
                session.sendMessage(new BinaryMessage(message));
            } catch (IllegalStateException e) {
                throw new IOException("the WebSocket is closed", e);
            }
        }

        @Override
        public void close() {
            try {
                session.close(CloseStatus.NORMAL);
            } catch (IOException e) {
                LOG.debug("closing the WebSocket of {}", hostOf(session), e); // it is gone either way
            }
        }
    }
}
