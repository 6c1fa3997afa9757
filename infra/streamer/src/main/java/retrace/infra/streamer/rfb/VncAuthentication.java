package retrace.infra.streamer.rfb;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/** Challenge and response with DES, the password's bytes with their bits reversed as key (RFC 6143, 7.2.2). */
final class VncAuthentication {

    /** Bytes of the challenge and of the response. */
    static final int CHALLENGE_BYTES = 16;

    /** What of a password counts, bytes. */
    private static final int PASSWORD_BYTES_MAX = 8;

    private static final SecureRandom RANDOM = new SecureRandom();

    private VncAuthentication() {}

    static byte[] newChallenge() {
        byte[] challenge = new byte[CHALLENGE_BYTES];
        RANDOM.nextBytes(challenge);
        return challenge;
    }

    static boolean isAnswer(byte[] response, byte[] challenge, String password) {
        return MessageDigest.isEqual(response, answer(challenge, password));
    }

    static byte[] answer(byte[] challenge, String password) {
        byte[] key = Arrays.copyOf(password.getBytes(StandardCharsets.ISO_8859_1), PASSWORD_BYTES_MAX);
        for (int i = 0; i < key.length; i++) {
            key[i] = (byte) (Integer.reverse(key[i]) >>> 24);
        }
        try {
            // The protocol prescribes DES without chaining. It keeps honest people honest, no more.
            Cipher cipher = Cipher.getInstance("DES/ECB/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "DES"));
            return cipher.doFinal(challenge);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this Java has no DES", missing);
        }
    }
}
