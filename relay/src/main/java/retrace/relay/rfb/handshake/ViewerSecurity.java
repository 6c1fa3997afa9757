package retrace.relay.rfb.handshake;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How viewers are let in.
 *
 * @param withoutTls whether VNC Authentication alone will do
 * @param tls the relay's side of VeNCrypt; null where it is not offered
 */
public record ViewerSecurity(boolean withoutTls, @Nullable TlsUpgrade tls) {

    /** VNC Authentication, and nothing besides. */
    public static final ViewerSecurity VNC_AUTHENTICATION = new ViewerSecurity(true, null);

    private static final int VNC_AUTHENTICATION_TYPE = 2;

    /** What this means for a viewer that has TLS below its messages already, or can have none in them. */
    public ViewerSecurity overMessages(boolean encrypted) {
        return new ViewerSecurity(encrypted || withoutTls, null);
    }

    /** The sentence for a viewer that cannot be let in whatever it proves. */
    Optional<String> whyNot(ProtocolVersion version) {
        if (withoutTls) {
            return Optional.empty();
        }
        if (tls == null) {
            return Optional.of("This relay lets viewers in over TLS only. Open the console by its https address.");
        }
        return version == ProtocolVersion.V3_3
                ? Optional.of(
                        "This relay lets viewers in over TLS only, and this viewer speaks RFB 3.3, which has none."
                                + " Use a viewer with VeNCrypt, such as TigerVNC's.")
                : Optional.empty();
    }

    /** Security types, best first. */
    byte[] types() {
        if (tls == null) {
            return new byte[] {VNC_AUTHENTICATION_TYPE};
        }
        return withoutTls
                ? new byte[] {VeNCryptSubtype.SECURITY_TYPE, VNC_AUTHENTICATION_TYPE}
                : new byte[] {VeNCryptSubtype.SECURITY_TYPE};
    }
}
