package retrace.relay.rfb.handshake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.SecureRandom;

/** Names and passwords in fields of a fixed length. */
final class AccountFields {

    private static final SecureRandom RANDOM = new SecureRandom();

    private AccountFields() {}

    /** The text, a zero, and then what nobody can foresee. */
    static byte[] field(String what, String text, int length) throws StreamerRefusal {
        byte[] bytes = text.getBytes(UTF_8);
        if (bytes.length >= length) {
            throw new StreamerRefusal("The stored " + what + " has " + bytes.length
                    + " bytes, and the computer's streamer takes " + (length - 1) + " at most.");
        }
        byte[] field = new byte[length];
        RANDOM.nextBytes(field);
        System.arraycopy(bytes, 0, field, 0, bytes.length);
        field[bytes.length] = 0;
        return field;
    }
}
