package retrace.relay.rfb.handshake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;

/** How a viewer shows that it has a ticket. Asking takes as long for a wrong one as for the right one. */
public sealed interface Proof {

    boolean isBy(String ticket);

    /**
     * VNC Authentication's.
     *
     * @param response {@value VncAuthentication#CHALLENGE_BYTES} bytes, as is {@code challenge}
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared as a whole
    record Response(byte[] challenge, byte[] response) implements Proof {

        @Override
        public boolean isBy(String ticket) {
            return VncAuthentication.isResponse(response, ticket, challenge);
        }
    }

    /** The ticket itself, as the password beside any user name. */
    @SuppressWarnings("ArrayRecordComponent") // never compared as a whole
    record Password(byte[] password) implements Proof {

        @Override
        public boolean isBy(String ticket) {
            return MessageDigest.isEqual(password, ticket.getBytes(UTF_8));
        }

        /** Does not say it. */
        @Override
        public String toString() {
            return "Password";
        }
    }
}
