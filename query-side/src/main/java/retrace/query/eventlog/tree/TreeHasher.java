package retrace.query.eventlog.tree;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

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
        byte[] hash = new byte[HASH_BYTES];
        leaf(data, 0, data.length, hash, 0);
        return hash;
    }

    /** @param hashes gets the leaf's hash, at {@code at} */
    public void leaf(byte[] data, int offset, int length, byte[] hashes, int at) {
        sha256.update(LEAF);
        sha256.update(data, offset, length);
        digest(hashes, at);
    }

    public byte[] node(byte[] left, byte[] right) {
        sha256.update(NODE);
        sha256.update(left);
        sha256.update(right);
        return sha256.digest();
    }

    /**
     * @param hashes of 2<sup>n</sup> subtrees, one after the other
     * @return the root above them
     */
    public byte[] complete(byte[] hashes) {
        return complete(hashes, 0, hashes.length);
    }

    public byte[] complete(byte[] hashes, int from, int to) {
        byte[] level = Arrays.copyOfRange(hashes, from, to);
        for (int length = level.length; length > HASH_BYTES; length /= 2) {
            for (int at = 0; at < length; at += 2 * HASH_BYTES) {
                sha256.update(NODE);
                sha256.update(level, at, 2 * HASH_BYTES);
                digest(level, at / 2);
            }
        }
        return Arrays.copyOf(level, HASH_BYTES);
    }

    private void digest(byte[] hashes, int at) {
        try {
            sha256.digest(hashes, at, HASH_BYTES);
        } catch (DigestException e) {
            throw new IllegalArgumentException("there is no room for a hash", e);
        }
    }
}
