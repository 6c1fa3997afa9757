package retrace.relay.rfb.handshake;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import retrace.relay.connection.Connection;

/**
 * UltraVNC's MSLogon II (rfbproto, "MSLogonII Authentication"): an account of Windows', by DES in CBC mode with the
 * secret as key and as initial vector. Its numbers have 64 bits, which whoever listens can solve in minutes.
 */
final class MsLogon {

    private static final int NUMBER_BYTES = 8;
    private static final int NAME_BYTES = 256;
    private static final int PASSWORD_BYTES = 64;

    private final Connection connection;
    private final HandshakeInput in;

    MsLogon(Connection connection, HandshakeInput in) {
        this.connection = connection;
        this.in = in;
    }

    void answer(String userName, String password) throws IOException, StreamerRefusal {
        BigInteger generator = new BigInteger(1, in.bytes(NUMBER_BYTES));
        byte[] modulus = in.bytes(NUMBER_BYTES);
        DiffieHellman exchange = new DiffieHellman(generator, modulus, in.bytes(NUMBER_BYTES));
        connection.write(ByteBuffer.allocate(NUMBER_BYTES + NAME_BYTES + PASSWORD_BYTES)
                .put(exchange.ours())
                .put(encrypted(AccountFields.field("user name", userName, NAME_BYTES), exchange.secret()))
                .put(encrypted(AccountFields.field("password", password, PASSWORD_BYTES), exchange.secret()))
                .flip());
    }

    static byte[] encrypted(byte[] field, byte[] secret) {
        try {
            Cipher cipher = Cipher.getInstance("DES/CBC/NoPadding");
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    new SecretKeySpec(VncAuthentication.bitsReversed(secret), "DES"),
                    new IvParameterSpec(secret));
            return cipher.doFinal(field);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("DES is in every JDK", e);
        }
    }
}
