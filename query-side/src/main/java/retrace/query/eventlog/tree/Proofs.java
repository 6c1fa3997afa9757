package retrace.query.eventlog.tree;

import java.util.ArrayList;
import java.util.List;

/** Makes roots and proofs of a tree, from the roots of its complete subtrees. Not thread-safe. */
public final class Proofs {

    private final Nodes nodes;
    private final TreeHasher hasher;

    public Proofs(Nodes nodes, TreeHasher hasher) {
        this.nodes = nodes;
        this.hasher = hasher;
    }

    /** @return the root that the tree had when it was of that size */
    public byte[] root(long size) {
        return size == 0 ? hasher.empty() : range(0, size);
    }

    /** That the leaf at a position is in the tree of that size; RFC 9162, 2.1.3.1. */
    public List<byte[]> inclusion(long position, long size) {
        if (position < 0 || position >= size) {
            throw new IllegalArgumentException("A tree of " + size + " leaves has none at " + position + ".");
        }
        List<byte[]> path = new ArrayList<>();
        path(position, 0, size, path);
        return path;
    }

    private void path(long position, long from, long to, List<byte[]> path) {
        if (to - from == 1) {
            return;
        }
        long middle = from + split(to - from);
        if (position < middle) {
            path(position, from, middle, path);
            path.add(range(middle, to));
        } else {
            path(position, middle, to, path);
            path.add(range(from, middle));
        }
    }

    /** That the tree of the one size has grown from that of the other; RFC 9162, 2.1.4.1. */
    public List<byte[]> consistency(long before, long after) {
        if (before < 1 || before > after) {
            throw new IllegalArgumentException(
                    "A tree of " + after + " leaves has not grown from one of " + before + ".");
        }
        List<byte[]> proof = new ArrayList<>();
        subproof(before, 0, after, true, proof);
        return proof;
    }

    private void subproof(long before, long from, long to, boolean isKnown, List<byte[]> proof) {
        if (before == to) {
            if (!isKnown) {
                proof.add(range(from, to));
            }
            return;
        }
        long middle = from + split(to - from);
        if (before <= middle) {
            subproof(before, from, middle, isKnown, proof);
            proof.add(range(middle, to));
        } else {
            subproof(before, middle, to, false, proof);
            proof.add(range(from, middle));
        }
    }

    private byte[] range(long from, long to) {
        long leaves = to - from;
        if (Long.bitCount(leaves) == 1) {
            int level = Long.numberOfTrailingZeros(leaves);
            return nodes.node(level, from >> level);
        }
        long middle = from + split(leaves);
        return hasher.node(range(from, middle), range(middle, to));
    }

    /** The largest power of two that is less. */
    private static long split(long leaves) {
        return Long.highestOneBit(leaves - 1);
    }
}
