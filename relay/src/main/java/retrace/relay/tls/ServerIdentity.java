package retrace.relay.tls;

import java.io.IOException;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import retrace.relay.connection.Connection;
import retrace.relay.connection.TlsConnection;
import retrace.relay.rfb.handshake.TlsUpgrade;

/**
 * The relay as viewers know it: its certificate and key. Each viewer gets those that hold when it comes; whoever is in a
 * session stays.
 */
public final class ServerIdentity implements TlsUpgrade {

    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    /**
     * Seconds. The JDK sends no session ticket that would live longer than RFC 8446 (section 4.6.1) lets it, a week. No
     * viewer comes back with one, and TigerVNC's before 1.13 stand still when one comes together with the first data.
     */
    private static final int TOO_LONG_FOR_A_TICKET = 7 * 24 * 60 * 60 + 1;

    private final Supplier<SSLContext> context;

    /** @param context asked anew for each viewer */
    public ServerIdentity(Supplier<SSLContext> context) {
        this.context = context;
    }

    @Override
    public Connection upgrade(Connection plain) throws IOException {
        SSLContext current = context.get();
        current.getServerSessionContext().setSessionTimeout(TOO_LONG_FOR_A_TICKET);
        SSLEngine engine = current.createSSLEngine();
        engine.setUseClientMode(false);
        engine.setEnabledProtocols(PROTOCOLS);
        return TlsConnection.over(plain, engine);
    }
}
