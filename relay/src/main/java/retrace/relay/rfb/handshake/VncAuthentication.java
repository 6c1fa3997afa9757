package retrace.relay.rfb.handshake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/**
 * VNC Authentication (RFC 6143, section 7.2.2): the challenge, encrypted by DES with the password as key. It looks at
 * eight characters of the password and takes each of their bytes the other way round.
 */
public final class VncAuthentication {

    public static final int CHALLENGE_BYTES = 16;
    private static final int KEY_BYTES = 8;

    private VncAuthentication() {}

    public static byte[] response(String password, byte[] challenge) {
        try {
            Cipher cipher = Cipher.getInstance("DES/ECB/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key(password), "DES"));
            return cipher.doFinal(challenge);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("DES is in every JDK", e);
        }
    }

    /** Takes as long for a wrong response as for the right one. */
    public static boolean isResponse(byte[] response, String password, byte[] challenge) {
        return MessageDigest.isEqual(response, response(password, challenge));
    }

    private static byte[] key(String password) {
        return bitsReversed(Arrays.copyOf(password.getBytes(ISO_8859_1), KEY_BYTES));
    }

    /** As VNC servers take the bytes of a DES key: each the other way round. */
    static byte[] bitsReversed(byte[] key) {
        byte[] reversed = new byte[key.length];
        for (int i = 0; i < key.length; i++) {
            reversed[i] = (byte) (Integer.reverse(key[i]) >>> 24);
        }
        return reversed;
    }
}
