package retrace.query.eventlog.tree;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The hashes of a tree of SHA-256: leaves and inner nodes begin with different bytes. Not thread-safe. */
public final class TreeHasher {

    public static final int HASH_BYTES = 32;

    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private final MessageDigest sha256 = sha256();

    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** @return the root of a tree without leaves */
    public byte[] empty() {
        return sha256.digest();
    }

    public byte[] leaf(byte[] data) {
        return leaf(data, 0, data.length);
    }

    public byte[] leaf(byte[] data, int offset, int length) {
        sha256.update(LEAF);
        sha256.update(data, offset, length);
        return sha256.digest();
    }

    public byte[] node(byte[] left, byte[] right) {
        sha256.update(NODE);
        sha256.update(left);
        sha256.update(right);
        return sha256.digest();
    }
}
