package retrace.kernel.endpoint;

import org.jspecify.annotations.Nullable;

/**
 * Whether an endpoint's streamer must be reached over TLS, and how it is known.
 *
 * @param certificateSha256 of the one certificate that is taken, as 64 small hexadecimal digits; null where an
 *     authority vouches for it, and only for {@link Rule#CERTIFIED}
 */
public record StreamerTls(Rule rule, @Nullable String certificateSha256) {

    /** As endpoints are that nobody has said anything about. */
    public static final StreamerTls AS_OFFERED = new StreamerTls(Rule.AS_OFFERED, null);

    /** What is asked of a streamer. */
    public enum Rule {
        /** Without TLS where it offers that; otherwise over TLS with a certificate by an authority. */
        AS_OFFERED,
        /** Over TLS with whoever answers: safe from those who listen, not from those who interfere. */
        ENCRYPTED,
        /** Over TLS with a certificate that is pinned, or by an authority and for its host. */
        CERTIFIED
    }

    public StreamerTls {
        if (certificateSha256 != null) {
            if (!certificateSha256.matches("[0-9a-f]{64}")) {
                throw new IllegalArgumentException(
                        "A certificate is pinned by its SHA-256: 64 hexadecimal digits in small letters.");
            }
            if (rule != Rule.CERTIFIED) {
                throw new IllegalArgumentException("A certificate is pinned where the rule is CERTIFIED alone.");
            }
        }
    }
}
