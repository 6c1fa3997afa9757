package retrace.relay.rfb.handshake;

import java.util.Optional;

/** The security types that the relay speaks towards streamers (rfbproto, "Security Types"). */
enum SecurityType {
    NONE(1),
    VNC_AUTHENTICATION(2),
    TIGHT(16),
    VENCRYPT(VeNCryptSubtype.SECURITY_TYPE),
    APPLE_DIFFIE_HELLMAN(30),
    MS_LOGON_II(113);

    private final int code;

    SecurityType(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    static Optional<SecurityType> of(long code) {
        for (SecurityType type : values()) {
            if (type.code == code) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
