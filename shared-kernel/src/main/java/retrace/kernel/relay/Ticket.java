package retrace.kernel.relay;

import java.time.Instant;

/**
 * Opens one connection of a viewer to the relay, as its VNC password. Only the relay and the technician ever have it.
 *
 * @param secret 8 characters, which is all that VNC Authentication looks at
 * @param viewerHost where viewers reach the relay over TCP, with {@code viewerPort}
 * @param webSocketPath where viewers reach it over WebSocket
 */
public record Ticket(String secret, Instant expiresAt, String viewerHost, int viewerPort, String webSocketPath) {

    /** Says all but the secret. */
    @Override
    public String toString() {
        return "Ticket[expiresAt=" + expiresAt + ", " + viewerHost + ":" + viewerPort + "]";
    }
}
