package retrace.relay.rfb.handshake;

import java.io.IOException;
import retrace.relay.connection.Connection;

/** Our side of a TLS handshake in the middle of RFB's. */
@FunctionalInterface
public interface TlsUpgrade {

    /**
     * Blocks until both sides have agreed.
     *
     * @return the connection to go on with; closing it closes {@code plain}
     * @throws javax.net.ssl.SSLException where they do not agree, or one does not trust the other
     */
    Connection upgrade(Connection plain) throws IOException;
}
