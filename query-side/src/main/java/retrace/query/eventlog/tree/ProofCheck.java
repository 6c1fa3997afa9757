package retrace.query.eventlog.tree;

import java.security.MessageDigest;
import java.util.List;

/**
 * Checks proofs as RFC 9162 says in 2.1.3.2 and 2.1.4.2: other steps than those that {@link Proofs} makes them with. Not
 * thread-safe.
 */
public final class ProofCheck {

    private final TreeHasher hasher;

    public ProofCheck(TreeHasher hasher) {
        this.hasher = hasher;
    }

    public boolean isIncluded(byte[] leafHash, long position, long size, List<byte[]> path, byte[] root) {
        if (position < 0 || position >= size) {
            return false;
        }
        long left = position;
        long last = size - 1;
        byte[] hash = leafHash;
        for (byte[] sibling : path) {
            if (last == 0) {
                return false;
            }
            if ((left & 1) == 1 || left == last) {
                hash = hasher.node(sibling, hash);
                while ((left & 1) == 0 && left != 0) {
                    left >>= 1;
                    last >>= 1;
                }
            } else {
                hash = hasher.node(hash, sibling);
            }
            left >>= 1;
            last >>= 1;
        }
        return last == 0 && MessageDigest.isEqual(hash, root);
    }

    public boolean isConsistent(long before, byte[] rootBefore, long after, byte[] rootAfter, List<byte[]> proof) {
        if (before < 1 || before > after) {
            return false;
        }
        if (before == after) {
            return proof.isEmpty() && MessageDigest.isEqual(rootBefore, rootAfter);
        }
        boolean isWhole = Long.bitCount(before) == 1;
        if (proof.isEmpty() && !isWhole) {
            return false;
        }
        long left = before - 1;
        long last = after - 1;
        int complete = Long.numberOfTrailingZeros(~left);
        left >>= complete;
        last >>= complete;
        byte[] old = isWhole ? rootBefore : proof.getFirst();
        byte[] grown = old;
        for (byte[] hash : isWhole ? proof : proof.subList(1, proof.size())) {
            if (last == 0) {
                return false;
            }
            if ((left & 1) == 1 || left == last) {
                old = hasher.node(hash, old);
                grown = hasher.node(hash, grown);
                while ((left & 1) == 0 && left != 0) {
                    left >>= 1;
                    last >>= 1;
                }
            } else {
                grown = hasher.node(grown, hash);
            }
            left >>= 1;
            last >>= 1;
        }
        return last == 0 && MessageDigest.isEqual(old, rootBefore) && MessageDigest.isEqual(grown, rootAfter);
    }
}
