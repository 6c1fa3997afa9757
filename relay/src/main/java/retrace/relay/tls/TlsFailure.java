package retrace.relay.tls;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Why TLS did not come about, for people. */
public final class TlsFailure {

    private TlsFailure() {}

    /** As the end of a sentence, with the peer as {@code it}. */
    public static String why(SSLException failure) {
        String certificate = null;
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case UntrustedStreamer untrusted -> {
                    return String.valueOf(untrusted.getMessage());
                }
                case CertificateExpiredException expired -> {
                    return "its certificate has expired";
                }
                case CertificateNotYetValidException early -> {
                    return "its certificate is not valid yet";
                }
                case CertPathBuilderException unknown ->
                    certificate = "its certificate is by nobody whom the relay trusts";
                case CertPathValidatorException invalid ->
                    certificate = "its certificate does not hold (" + invalid.getMessage() + ")";
                case CertificateException wrong ->
                    certificate = "its certificate is for another computer (" + wrong.getMessage() + ")";
                default -> {}
            }
        }
        return certificate == null ? ofProtocol(String.valueOf(failure.getMessage())) : certificate;
    }

    /** The JDK's own words, where they have a plainer meaning. */
    private static String ofProtocol(String message) {
        if (message.contains("Unsupported or unrecognized SSL message") || message.contains("plaintext connection")) {
            return "it does not speak TLS where it said that it would";
        }
        if (message.contains("certificate_unknown")
                || message.contains("unknown_ca")
                || message.contains("bad_certificate")) {
            return "it does not trust the relay's certificate";
        }
        if (message.contains("handshake_failure") || message.contains("protocol_version")) {
            return "it offers no TLS that is safe enough, which is 1.2 and up";
        }
        return "TLS does not come about (" + message + ")";
    }
}
