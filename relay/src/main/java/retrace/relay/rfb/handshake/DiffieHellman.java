package retrace.relay.rfb.handshake;

import java.math.BigInteger;
import java.security.SecureRandom;
import retrace.relay.rfb.RfbViolation;

/**
 * A Diffie-Hellman exchange of which the streamer has chosen everything. The JDK's own wants larger primes than VNC
 * servers have.
 */
final class DiffieHellman {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final BigInteger prime;
    private final BigInteger ours;
    private final BigInteger secret;
    private final int bytes;

    /** @throws RfbViolation where what the streamer sends would make the secret known to everybody */
    DiffieHellman(BigInteger generator, byte[] primeBytes, byte[] theirsBytes) {
        this(generator, primeBytes, theirsBytes, new BigInteger(primeBytes.length * 8, RANDOM));
    }

    DiffieHellman(BigInteger generator, byte[] primeBytes, byte[] theirsBytes, BigInteger exponent) {
        bytes = primeBytes.length;
        prime = new BigInteger(1, primeBytes);
        BigInteger theirs = new BigInteger(1, theirsBytes);
        BigInteger last = prime.subtract(BigInteger.ONE);
        if (isTrivial(theirs, last) || isTrivial(generator, last)) {
            throw new RfbViolation("The streamer sends numbers that no secret can be agreed with.");
        }
        ours = generator.modPow(exponent, prime);
        secret = theirs.modPow(exponent, prime);
    }

    private static boolean isTrivial(BigInteger value, BigInteger last) {
        return value.compareTo(BigInteger.ONE) <= 0 || value.compareTo(last) >= 0;
    }

    /** What the streamer is to get, as long as the prime. */
    byte[] ours() {
        return padded(ours);
    }

    /** As long as the prime. */
    byte[] secret() {
        return padded(secret);
    }

    private byte[] padded(BigInteger value) {
        byte[] signed = value.toByteArray();
        byte[] padded = new byte[bytes];
        int count = Math.min(signed.length, bytes);
        System.arraycopy(signed, signed.length - count, padded, bytes - count, count);
        return padded;
    }
}
