package retrace.relay.rfb.handshake;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import retrace.relay.connection.Connection;
import retrace.relay.rfb.RfbViolation;

/**
 * Apple's Diffie-Hellman authentication, as macOS Screen Sharing has it (rfbproto, "Diffie-Hellman Authentication"):
 * name and password, 64 bytes each, by AES with the MD5 of the secret as key.
 */
final class AppleAuthentication {

    private static final int FIELD_BYTES = 64;
    private static final int PRIME_BYTES_MIN = 16;
    private static final int PRIME_BYTES_MAX = 1024;

    private final Connection connection;
    private final HandshakeInput in;

    AppleAuthentication(Connection connection, HandshakeInput in) {
        this.connection = connection;
        this.in = in;
    }

    void answer(String userName, String password) throws IOException, StreamerRefusal {
        BigInteger generator = new BigInteger(1, in.bytes(2));
        int length = ByteBuffer.wrap(in.bytes(2)).getShort() & 0xffff;
        if (length < PRIME_BYTES_MIN || length > PRIME_BYTES_MAX) {
            throw new RfbViolation("The streamer sends a prime of " + length + " bytes.");
        }
        byte[] prime = in.bytes(length);
        DiffieHellman exchange = new DiffieHellman(generator, prime, in.bytes(length));
        byte[] credentials = ByteBuffer.allocate(2 * FIELD_BYTES)
                .put(AccountFields.field("user name", userName, FIELD_BYTES))
                .put(AccountFields.field("password", password, FIELD_BYTES))
                .array();
        connection.write(ByteBuffer.allocate(credentials.length + length)
                .put(encrypted(credentials, exchange.secret()))
                .put(exchange.ours())
                .flip());
    }

    static byte[] encrypted(byte[] credentials, byte[] secret) {
        try {
            byte[] key = MessageDigest.getInstance("MD5").digest(secret);
            Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
            return cipher.doFinal(credentials);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("MD5 and AES are in every JDK", e);
        }
    }
}
