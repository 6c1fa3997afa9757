package retrace.relay.rfb.handshake;

import java.util.Optional;

/**
 * What VeNCrypt, security type {@value #SECURITY_TYPE}, can consist of (rfbproto, "VeNCrypt"): how the server is known,
 * and how the client is. Its Plain without TLS, 256, and what asks for SASL are not among them.
 */
enum VeNCryptSubtype {
    TLS_NONE(257, false, Login.NONE),
    TLS_VNC(258, false, Login.VNC),
    TLS_PLAIN(259, false, Login.PLAIN),
    X509_NONE(260, true, Login.NONE),
    X509_VNC(261, true, Login.VNC),
    X509_PLAIN(262, true, Login.PLAIN);

    static final int SECURITY_TYPE = 19;
    static final int MAJOR = 0;
    static final int MINOR = 2;

    /** How the client shows who it is, once TLS is there. */
    enum Login {
        NONE,
        VNC,
        /** User name and password as they are. */
        PLAIN
    }

    private final int code;
    private final boolean certified;
    private final Login login;

    VeNCryptSubtype(int code, boolean certified, Login login) {
        this.code = code;
        this.certified = certified;
        this.login = login;
    }

    int code() {
        return code;
    }

    /** Whether the server shows a certificate; otherwise nobody knows who it is. */
    boolean certified() {
        return certified;
    }

    Login login() {
        return login;
    }

    static Optional<VeNCryptSubtype> of(long code) {
        for (VeNCryptSubtype subtype : values()) {
            if (subtype.code == code) {
                return Optional.of(subtype);
            }
        }
        return Optional.empty();
    }
}
