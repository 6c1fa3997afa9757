package retrace.query.eventlog.note;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** Signs heads with Ed25519. Says nothing of its private half. */
public final class SigningKey {

    private static final byte[] PKCS8_PREFIX = HexFormat.of().parseHex("302e020100300506032b657004220420");
    private static final int SEED_BYTES = 32;

    private final PrivateKey privateKey;
    private final VerifierKey verifier;

    private SigningKey(PrivateKey privateKey, VerifierKey verifier) {
        this.privateKey = privateKey;
        this.verifier = verifier;
    }

    /** @return base64 of a new key: 32 bytes that are secret, then the 32 of the public key */
    public static String generate(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
            generator.initialize(255, random);
            KeyPair pair = generator.generateKeyPair();
            byte[] key = new byte[SEED_BYTES + VerifierKey.KEY_BYTES];
            byte[] secret = pair.getPrivate().getEncoded();
            byte[] open = pair.getPublic().getEncoded();
            System.arraycopy(secret, secret.length - SEED_BYTES, key, 0, SEED_BYTES);
            System.arraycopy(open, open.length - VerifierKey.KEY_BYTES, key, SEED_BYTES, VerifierKey.KEY_BYTES);
            return Base64.getEncoder().encodeToString(key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform of today has Ed25519", e);
        }
    }

    /**
     * @param name under which it signs
     * @param base64 as {@link #generate} made it
     * @throws IllegalArgumentException with a sentence that does not say the key
     */
    public static SigningKey of(String name, String base64) {
        byte[] key = decode(base64);
        if (key.length != SEED_BYTES + VerifierKey.KEY_BYTES) {
            throw new IllegalArgumentException("The key that heads of the event log are signed with is base64 of "
                    + (SEED_BYTES + VerifierKey.KEY_BYTES) + " bytes; make one with: retrace audit key --new NAME");
        }
        byte[] encoded = Arrays.copyOf(PKCS8_PREFIX, PKCS8_PREFIX.length + SEED_BYTES);
        System.arraycopy(key, 0, encoded, PKCS8_PREFIX.length, SEED_BYTES);
        VerifierKey verifier = new VerifierKey(name, Arrays.copyOfRange(key, SEED_BYTES, key.length));
        try {
            SigningKey made = new SigningKey(
                    KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(encoded)), verifier);
            byte[] probe = name.getBytes(UTF_8);
            if (!verifier.verify(probe, made.sign(probe))) {
                throw new IllegalArgumentException("The two halves of the key that heads of the event log are signed"
                        + " with do not belong to each other.");
            }
            return made;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform of today has Ed25519", e);
        }
    }

    private static byte[] decode(String base64) {
        try {
            return Base64.getDecoder().decode(base64.strip());
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    /** The public half, for those who check. */
    public VerifierKey verifier() {
        return verifier;
    }

    byte[] sign(byte[] message) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(privateKey);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key that was tried does not sign", e);
        }
    }

    @Override
    public String toString() {
        return "SigningKey[" + verifier + "]";
    }
}
