package retrace.relay.tls;

import java.security.cert.CertificateException;

/** The certificate is not the one that the endpoint has. The message is the end of a sentence. */
final class UntrustedStreamer extends CertificateException {

    private static final long serialVersionUID = 1;

    UntrustedStreamer(String message) {
        super(message);
    }
}
