package retrace.kernel.link;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import retrace.kernel.id.LinkId;

/**
 * Turns a {@link SignedAddress} into the last part of a path and back: its fields and their HMAC-SHA256, each in
 * base64url, with a dot between. What was not signed with this key is not read at all.
 *
 * <p>Thread-safe.
 */
public final class AddressSigner {

    /** As long as the HMAC's result; a shorter key would be the weakest part. */
    public static final int KEY_BYTES_MIN = 32;

    private static final String ALGORITHM = "HmacSHA256";
    private static final String FORM = "1";
    private static final int TOKEN_LENGTH_MAX = 4096;
    private static final int FIELDS = 5;

    private final SecretKeySpec key;

    /** @param key at least {@value #KEY_BYTES_MIN} random bytes */
    public AddressSigner(byte[] key) {
        if (key.length < KEY_BYTES_MIN) {
            throw new IllegalArgumentException(
                    "The key that signs links has at least " + KEY_BYTES_MIN + " bytes, not " + key.length + ".");
        }
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /** Only letters, digits and {@code - _ .}, so it goes into a path as it is. */
    public String sign(SignedAddress address) {
        byte[] fields = String.join(
                        "\n",
                        FORM,
                        address.link().value(),
                        address.objectName(),
                        address.purpose().name(),
                        Long.toString(address.expiresAt().toEpochMilli()))
                .getBytes(UTF_8);
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        return base64.encodeToString(fields) + "." + base64.encodeToString(mac(fields));
    }

    /** @return empty where {@code token} was not signed with this key; whether it has expired is for the caller to ask */
    public Optional<SignedAddress> verify(String token) {
        int dot = token.indexOf('.');
        if (dot < 0 || token.length() > TOKEN_LENGTH_MAX) {
            return Optional.empty();
        }
        try {
            byte[] fields = Base64.getUrlDecoder().decode(token.substring(0, dot));
            byte[] mac = Base64.getUrlDecoder().decode(token.substring(dot + 1));
            return MessageDigest.isEqual(mac, mac(fields)) ? Optional.of(read(fields)) : Optional.empty();
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty(); // not base64url, or of a form that a later version signed
        }
    }

    private static SignedAddress read(byte[] fields) {
        String[] values = new String(fields, UTF_8).split("\n", -1);
        if (values.length != FIELDS || !values[0].equals(FORM)) {
            throw new IllegalArgumentException("an address of another form");
        }
        return new SignedAddress(
                new LinkId(values[1]),
                values[2],
                Purpose.valueOf(values[3]),
                Instant.ofEpochMilli(Long.parseLong(values[4])));
    }

    private byte[] mac(byte[] fields) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(fields);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA256 is in every JDK", e);
        }
    }
}
