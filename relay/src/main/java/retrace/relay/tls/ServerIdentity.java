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

    private final Supplier<SSLContext> context;

    /** @param context asked anew for each viewer */
    public ServerIdentity(Supplier<SSLContext> context) {
        this.context = context;
    }

    @Override
    public Connection upgrade(Connection plain) throws IOException {
        SSLEngine engine = context.get().createSSLEngine();
        engine.setUseClientMode(false);
        engine.setEnabledProtocols(PROTOCOLS);
        return TlsConnection.over(plain, engine);
    }
}
