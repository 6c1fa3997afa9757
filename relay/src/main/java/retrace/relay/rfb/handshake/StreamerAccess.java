package retrace.relay.rfb.handshake;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * With what, and under which conditions, the relay lets a streamer let it in.
 *
 * @param userName null where the streamer knows no users
 * @param password null where it asks for none
 * @param withoutTls whether it will do without
 * @param certified TLS with a streamer that shows a certificate
 * @param anonymous TLS with whoever answers; null where that will not do
 */
public record StreamerAccess(
        @Nullable String userName,
        @Nullable String password,
        boolean withoutTls,
        TlsUpgrade certified,
        @Nullable TlsUpgrade anonymous) {

    /**
     * Security types, best first. An account's password is not shown by VNC Authentication: whoever listens could find
     * its beginning. VNC Authentication stands last without a password, so that the sentence says what is missing.
     */
    List<SecurityType> types() {
        if (!withoutTls) {
            return List.of(SecurityType.VENCRYPT);
        }
        if (userName != null) {
            return List.of(
                    SecurityType.VENCRYPT,
                    SecurityType.APPLE_DIFFIE_HELLMAN,
                    SecurityType.MS_LOGON_II,
                    SecurityType.NONE);
        }
        return password != null
                ? List.of(SecurityType.VNC_AUTHENTICATION, SecurityType.NONE, SecurityType.TIGHT, SecurityType.VENCRYPT)
                : List.of(
                        SecurityType.NONE, SecurityType.TIGHT, SecurityType.VENCRYPT, SecurityType.VNC_AUTHENTICATION);
    }

    /** VeNCrypt's, best first: a certificate rather than none, and then what shows most of who we are. */
    List<VeNCryptSubtype> subtypes() {
        List<VeNCryptSubtype> certifiedFirst = userName != null
                ? List.of(
                        VeNCryptSubtype.X509_PLAIN,
                        VeNCryptSubtype.X509_NONE,
                        VeNCryptSubtype.TLS_PLAIN,
                        VeNCryptSubtype.TLS_NONE)
                : password != null
                        ? List.of(
                                VeNCryptSubtype.X509_VNC,
                                VeNCryptSubtype.X509_NONE,
                                VeNCryptSubtype.TLS_VNC,
                                VeNCryptSubtype.TLS_NONE)
                        : List.of(
                                VeNCryptSubtype.X509_NONE,
                                VeNCryptSubtype.TLS_NONE,
                                VeNCryptSubtype.X509_VNC,
                                VeNCryptSubtype.TLS_VNC);
        return anonymous != null
                ? certifiedFirst
                : certifiedFirst.stream().filter(VeNCryptSubtype::certified).toList();
    }

    /** Says neither name nor password. */
    @Override
    public String toString() {
        return "StreamerAccess[withoutTls=" + withoutTls + "]";
    }
}
