package retrace.query.eventlog.tree;

import java.util.ArrayList;
import java.util.List;

/**
 * A tree that only grows, of which nothing is kept but the roots of its complete subtrees, one for each bit of its size:
 * enough for its root. Not thread-safe.
 */
public final class Frontier {

    private final TreeHasher hasher;
    private final List<byte[]> peaks;
    private long size;

    public Frontier(TreeHasher hasher) {
        this(hasher, new ArrayList<>(), 0);
    }

    private Frontier(TreeHasher hasher, List<byte[]> peaks, long size) {
        this.hasher = hasher;
        this.peaks = peaks;
        this.size = size;
    }

    public long size() {
        return size;
    }

    public void append(byte[] leafHash) {
        append(leafHash, 0);
    }

    /**
     * A complete subtree of 2<sup>level</sup> leaves.
     *
     * @param root of it
     * @throws IllegalArgumentException where the tree's size is no multiple of that
     */
    public void append(byte[] root, int level) {
        if ((size & ((1L << level) - 1)) != 0) {
            throw new IllegalArgumentException("no subtree of level " + level + " begins at " + size);
        }
        byte[] hash = root;
        for (long carried = size >> level; (carried & 1) == 1; carried >>= 1) {
            hash = hasher.node(peaks.removeLast(), hash);
        }
        peaks.add(hash);
        size += 1L << level;
    }

    public byte[] root() {
        if (peaks.isEmpty()) {
            return hasher.empty();
        }
        byte[] root = peaks.getLast();
        for (int i = peaks.size() - 2; i >= 0; i--) {
            root = hasher.node(peaks.get(i), root);
        }
        return root;
    }

    /** Grows on its own from here. */
    public Frontier copy() {
        return new Frontier(hasher, new ArrayList<>(peaks), size);
    }
}
