package retrace.relay.tls;

import java.security.GeneralSecurityException;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;
import retrace.kernel.endpoint.StreamerAddress;
import retrace.kernel.endpoint.StreamerTls;
import retrace.kernel.relay.RelayCommand.AwaitViewer;
import retrace.relay.connection.TlsConnection;
import retrace.relay.rfb.handshake.StreamerAccess;
import retrace.relay.rfb.handshake.TlsUpgrade;

/** Which streamers the relay trusts, as their endpoints' rules have it. Thread-safe. */
public final class StreamerTrust {

    static {
        AnonymousTls.permit();
    }

    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    private final Supplier<SSLContext> authorities;

    /** @param authorities that may vouch for streamers; asked anew for each */
    public StreamerTrust(Supplier<SSLContext> authorities) {
        this.authorities = authorities;
    }

    public static StreamerTrust inTheJdksAuthorities() {
        return new StreamerTrust(() -> {
            try {
                return SSLContext.getDefault();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every JDK has a default", e);
            }
        });
    }

    /** What may be done to be let in. */
    public StreamerAccess access(AwaitViewer request) {
        StreamerTls tls = request.streamerTls() == null ? StreamerTls.AS_OFFERED : request.streamerTls();
        StreamerAddress address = request.monitor().address();
        String pin = tls.certificateSha256();
        return switch (tls.rule()) {
            case AS_OFFERED -> access(request, true, byAuthority(address), null);
            case ENCRYPTED -> access(request, false, with(StreamerCertificate.any()), anonymous());
            case CERTIFIED ->
                access(
                        request,
                        false,
                        pin == null ? byAuthority(address) : with(StreamerCertificate.pinned(pin)),
                        null);
        };
    }

    private static StreamerAccess access(
            AwaitViewer request, boolean withoutTls, TlsUpgrade certified, @Nullable TlsUpgrade anonymous) {
        return new StreamerAccess(request.streamerUser(), request.streamerPassword(), withoutTls, certified, anonymous);
    }

    /** For the host that is dialled; whoever dials in has none, and an authority's word is enough. */
    private TlsUpgrade byAuthority(@Nullable StreamerAddress address) {
        return plain -> {
            SSLContext context = authorities.get();
            SSLEngine engine = address == null
                    ? context.createSSLEngine()
                    : context.createSSLEngine(address.host(), address.port());
            if (address != null) {
                SSLParameters parameters = engine.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                engine.setSSLParameters(parameters);
            }
            return TlsConnection.over(plain, client(engine));
        };
    }

    private static TlsUpgrade with(StreamerCertificate trusted) {
        return plain -> TlsConnection.over(plain, client(context(trusted).createSSLEngine()));
    }

    private static TlsUpgrade anonymous() {
        return plain -> {
            SSLEngine engine = client(context(StreamerCertificate.any()).createSSLEngine());
            AnonymousTls.require(engine);
            return TlsConnection.over(plain, engine);
        };
    }

    private static SSLEngine client(SSLEngine engine) {
        engine.setUseClientMode(true);
        engine.setEnabledProtocols(PROTOCOLS);
        return engine;
    }

    private static SSLContext context(StreamerCertificate trusted) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {trusted}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("TLS is in every JDK", e);
        }
    }
}
