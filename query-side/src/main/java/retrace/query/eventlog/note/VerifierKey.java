package retrace.query.eventlog.note;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import retrace.query.eventlog.tree.TreeHasher;

/**
 * An Ed25519 public key with the name that signs with it, as C2SP's signed-note writes it:
 * {@code NAME+ID+BASE64}.
 *
 * @param name without spaces and plus signs
 * @param publicKey 32 bytes
 */
public record VerifierKey(String name, byte[] publicKey) {

    static final int KEY_BYTES = 32;
    private static final byte ED25519 = 1;
    private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");
    private static final Pattern NAME = Pattern.compile("[^\\s\\p{Zs}+\\p{Cntrl}]{1,200}");
    private static final Pattern FORM = Pattern.compile("([^+]+)\\+([0-9a-f]{8})\\+([A-Za-z0-9+/]{44})");

    public VerifierKey {
        if (!isName(name)) {
            throw new IllegalArgumentException("'" + name + "' is no name of a key: it has a space or a plus sign.");
        }
        if (publicKey.length != KEY_BYTES) {
            throw new IllegalArgumentException(
                    "A public key has " + KEY_BYTES + " bytes, not " + publicKey.length + ".");
        }
    }

    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    public static VerifierKey parse(String text) throws NoteRefused {
        Matcher parts = FORM.matcher(text.strip());
        if (!parts.matches() || !isName(parts.group(1))) {
            throw new NoteRefused("'" + shortened(text) + "' is no verifier key of the form NAME+ID+KEY.");
        }
        byte[] typed = Base64.getDecoder().decode(parts.group(3));
        if (typed.length != 1 + KEY_BYTES || typed[0] != ED25519) {
            throw new NoteRefused("The verifier key of " + parts.group(1) + " is not for Ed25519.");
        }
        VerifierKey key = new VerifierKey(parts.group(1), Arrays.copyOfRange(typed, 1, typed.length));
        if (!HexFormat.of().toHexDigits(key.id()).equals(parts.group(2))) {
            throw new NoteRefused(
                    "The verifier key of " + parts.group(1) + " is damaged: its id is not that of its" + " bytes.");
        }
        return key;
    }

    private static String shortened(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "…";
    }

    /** Says which key has signed, beside the name. */
    public int id() {
        MessageDigest sha256 = TreeHasher.sha256();
        sha256.update(name.getBytes(UTF_8));
        sha256.update((byte) '\n');
        sha256.update(ED25519);
        return ByteBuffer.wrap(sha256.digest(publicKey)).getInt();
    }

    boolean verify(byte[] message, byte[] signature) {
        try {
            Signature check = Signature.getInstance("Ed25519");
            check.initVerify(forJdk());
            check.update(message);
            return check.verify(signature);
        } catch (GeneralSecurityException e) {
            return false; // a key that is no point of the curve, or a signature of another length
        }
    }

    private PublicKey forJdk() throws GeneralSecurityException {
        byte[] encoded = Arrays.copyOf(X509_PREFIX, X509_PREFIX.length + KEY_BYTES);
        System.arraycopy(publicKey, 0, encoded, X509_PREFIX.length, KEY_BYTES);
        return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VerifierKey that && name.equals(that.name) && Arrays.equals(publicKey, that.publicKey);
    }

    @Override
    public int hashCode() {
        return id();
    }

    /** The key as it is written down. */
    @Override
    public String toString() {
        byte[] typed = new byte[1 + KEY_BYTES];
        typed[0] = ED25519;
        System.arraycopy(publicKey, 0, typed, 1, KEY_BYTES);
        return name + "+" + HexFormat.of().toHexDigits(id()) + "+"
                + Base64.getEncoder().encodeToString(typed);
    }
}
