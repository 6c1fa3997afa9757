package retrace.command.endpoint;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.jdbc.core.simple.JdbcClient;
import retrace.command.CommandRefused;
import retrace.kernel.id.EndpointId;

/**
 * What streamers ask the relay for, one password for each endpoint: kept apart from the events, encrypted with AES-GCM
 * and bound to its endpoint, so that no row can stand in for another. Thread-safe.
 */
public class EndpointCredentials {

    public static final int KEY_BYTES = 32;
    /** VNC Authentication looks at no more (RFC 6143, 7.2.2). */
    public static final int PASSWORD_LENGTH_MAX = 8;

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final JdbcClient sql;
    private final SecretKeySpec key;
    private final SecureRandom random;

    /** @param key {@value #KEY_BYTES} random bytes */
    public EndpointCredentials(JdbcClient sql, byte[] key, SecureRandom random) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException(
                    "The key for endpoints' passwords has " + KEY_BYTES + " bytes, not " + key.length + ".");
        }
        this.sql = sql;
        this.key = new SecretKeySpec(key, "AES");
        this.random = random;
    }

    /**
     * In place of the one before.
     *
     * @throws CommandRefused where no VNC server could have such a password
     */
    public void store(EndpointId endpoint, String password) {
        requireUsable(password);
        sql.sql("""
                INSERT INTO command_side.endpoint_credential (endpoint, encrypted) VALUES (?, ?)
                ON CONFLICT (endpoint) DO UPDATE SET encrypted = excluded.encrypted""").param(endpoint.value()).param(encrypt(endpoint, password)).update();
    }

    private static void requireUsable(String password) {
        if (password.isEmpty() || password.length() > PASSWORD_LENGTH_MAX) {
            throw new CommandRefused(
                    "INVALID_VNC_PASSWORD",
                    "A VNC password has 1 to " + PASSWORD_LENGTH_MAX
                            + " characters: VNC servers look at no more. Give only the first "
                            + PASSWORD_LENGTH_MAX + ".");
        }
        if (!ISO_8859_1.newEncoder().canEncode(password) || password.indexOf('\0') >= 0) {
            throw new CommandRefused(
                    "INVALID_VNC_PASSWORD", "A VNC password has Latin letters, digits and punctuation only.");
        }
    }

    /** @throws IllegalStateException where it was stored under another key, or for another endpoint */
    public Optional<String> find(EndpointId endpoint) {
        return sql.sql("SELECT encrypted FROM command_side.endpoint_credential WHERE endpoint = ?")
                .param(endpoint.value())
                .query(byte[].class)
                .optional()
                .map(encrypted -> decrypt(endpoint, encrypted));
    }

    public void forget(EndpointId endpoint) {
        sql.sql("DELETE FROM command_side.endpoint_credential WHERE endpoint = ?")
                .param(endpoint.value())
                .update();
    }

    private byte[] encrypt(EndpointId endpoint, String password) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] encrypted = cipher(Cipher.ENCRYPT_MODE, nonce, endpoint).doFinal(password.getBytes(UTF_8));
            return ByteBuffer.allocate(nonce.length + encrypted.length)
                    .put(nonce)
                    .put(encrypted)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is in every JDK", e);
        }
    }

    private String decrypt(EndpointId endpoint, byte[] stored) {
        byte[] nonce = new byte[NONCE_BYTES];
        ByteBuffer.wrap(stored).get(nonce);
        try {
            byte[] password = cipher(Cipher.DECRYPT_MODE, nonce, endpoint)
                    .doFinal(stored, NONCE_BYTES, stored.length - NONCE_BYTES);
            return new String(password, UTF_8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "the password of " + endpoint + " was not encrypted for it with the configured key", e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, EndpointId endpoint) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(endpoint.value().getBytes(UTF_8));
        return cipher;
    }
}
