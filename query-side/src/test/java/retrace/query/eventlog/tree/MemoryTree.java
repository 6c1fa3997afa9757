package retrace.query.eventlog.tree;

import java.util.ArrayList;
import java.util.List;

/** A tree of which all leaves are held: the definition of RFC 9162, 2.1.1, and nothing clever. */
public final class MemoryTree implements Nodes {

    private final TreeHasher hasher = new TreeHasher();
    private final List<byte[]> leaves = new ArrayList<>();

    public static MemoryTree of(int size) {
        MemoryTree tree = new MemoryTree();
        for (int i = 0; i < size; i++) {
            tree.add(new byte[] {(byte) i, (byte) (i >> 8)});
        }
        return tree;
    }

    public void add(byte[] data) {
        leaves.add(hasher.leaf(data));
    }

    public byte[] leaf(int position) {
        return leaves.get(position);
    }

    public byte[] root(int size) {
        return size == 0 ? hasher.empty() : root(leaves.subList(0, size));
    }

    private byte[] root(List<byte[]> hashes) {
        if (hashes.size() == 1) {
            return hashes.getFirst();
        }
        int middle = Integer.highestOneBit(hashes.size() - 1);
        return hasher.node(root(hashes.subList(0, middle)), root(hashes.subList(middle, hashes.size())));
    }

    @Override
    public byte[] node(int level, long number) {
        int from = (int) number << level;
        return root(leaves.subList(from, from + (1 << level)));
    }
}
