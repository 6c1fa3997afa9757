package retrace.relay.tls;

import java.net.Socket;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Takes one certificate and no other, whoever made it and however old it is; or takes any. */
final class StreamerCertificate extends X509ExtendedTrustManager {

    private final @Nullable String sha256;

    private StreamerCertificate(@Nullable String sha256) {
        this.sha256 = sha256;
    }

    static StreamerCertificate pinned(String sha256) {
        return new StreamerCertificate(sha256);
    }

    static StreamerCertificate any() {
        return new StreamerCertificate(null);
    }

    private void check(X509Certificate[] chain) throws CertificateException {
        if (sha256 == null) {
            return;
        }
        String shown = sha256(chain[0]);
        if (!shown.equals(sha256)) {
            throw new UntrustedStreamer("its certificate is not the one that is pinned for this computer (it has the"
                    + " SHA-256 " + shown + ", and not " + sha256 + ")");
        }
    }

    private static String sha256(X509Certificate certificate) throws CertificateEncodingException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is in every JDK", e);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind, SSLEngine engine) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind, Socket socket) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind, SSLEngine engine) throws CertificateException {
        throw noClients();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind, Socket socket) throws CertificateException {
        throw noClients();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind) throws CertificateException {
        throw noClients();
    }

    private static CertificateException noClients() {
        return new CertificateException("the relay asks nobody for a client's certificate");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
