package retrace.query.eventlog;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import retrace.query.eventlog.tree.TreeHasher;

/**
 * The right edge of the tree while leaves are added to it: the last bundle, and above it the last tile of each level. The
 * database is asked when it is made and written to by {@link #flush}, not between. Not thread-safe.
 */
final class GrowingTree {

    private final LogTables tables;
    private final TreeHasher hasher;
    private final List<Edge> edges = new ArrayList<>();
    private final ByteArrayOutputStream entries = new ByteArrayOutputStream();
    private final ByteArrayOutputStream leafHashes = new ByteArrayOutputStream();
    private final Map<Long, EntryBundle> bundles = new LinkedHashMap<>();
    private final List<Tile> tiles = new ArrayList<>();
    private boolean isChanged;
    private long size;

    /**
     * A leaf to be added.
     *
     * @param entry of the bundle
     * @param hash of the leaf in the tree
     */
    record Leaf(long globalIndex, byte[] entry, byte[] hash) {

        /** @param hasher of whoever makes it, for it is no more thread-safe than its digests */
        static Leaf of(EventRow row, MessageDigest sha256, TreeHasher hasher) {
            byte[] entry = ByteBuffer.allocate(EntryBundle.ENTRY_BYTES)
                    .putLong(row.globalIndex())
                    .put(row.digest(sha256))
                    .array();
            return new Leaf(row.globalIndex(), entry, hasher.leaf(entry));
        }
    }

    /** Roots of subtrees that are to be written. */
    record Tile(int level, long number, byte[] hashes) {}

    /** The last tile of a level, from 1 on. */
    private static final class Edge {
        private final ByteArrayOutputStream hashes = new ByteArrayOutputStream();
        private long number;
        private boolean isChanged;
    }

    GrowingTree(LogTables tables, TreeHasher hasher, long size) {
        this.tables = tables;
        this.hasher = hasher;
        this.size = size;
        if (size % EntryBundle.WIDTH > 0) {
            EntryBundle last = tables.bundle(size / EntryBundle.WIDTH)
                    .filter(bundle -> bundle.width() == size % EntryBundle.WIDTH)
                    .orElseThrow(() -> new LogBroken("The database's own table of the log does not end where the log"
                            + " does, at " + size + " events."));
            entries.writeBytes(last.entries());
            leafHashes.writeBytes(last.leafHashes(hasher));
        }
        long subtrees = size / EntryBundle.WIDTH;
        for (int level = 1; subtrees > 0; level++) {
            Edge edge = edge(level);
            edge.number = subtrees / EntryBundle.WIDTH;
            readEdge(level, edge, (int) (subtrees % EntryBundle.WIDTH));
            subtrees /= EntryBundle.WIDTH;
        }
    }

    private void readEdge(int level, Edge edge, int width) {
        if (width > 0) {
            byte[] hashes = tables.tile(level, edge.number);
            if (hashes.length != width * TreeHasher.HASH_BYTES) {
                throw new LogBroken("The database's own table of the log has another number of hashes in level " + level
                        + " than there are at " + size + " events.");
            }
            edge.hashes.writeBytes(hashes);
        }
    }

    private Edge edge(int level) {
        while (edges.size() < level) {
            edges.add(new Edge());
        }
        return edges.get(level - 1);
    }

    long size() {
        return size;
    }

    void append(Leaf leaf) {
        entries.writeBytes(leaf.entry());
        leafHashes.writeBytes(leaf.hash());
        isChanged = true;
        size++;
        if (size % EntryBundle.WIDTH == 0) {
            bundles.put(size / EntryBundle.WIDTH - 1, new EntryBundle(entries.toByteArray()));
            entries.reset();
            isChanged = false;
            append(1, root(leafHashes));
        }
    }

    private void append(int level, byte[] hash) {
        Edge edge = edge(level);
        edge.hashes.writeBytes(hash);
        edge.isChanged = true;
        if (edge.hashes.size() == EntryBundle.WIDTH * TreeHasher.HASH_BYTES) {
            tiles.add(new Tile(level, edge.number, edge.hashes.toByteArray()));
            edge.number++;
            edge.isChanged = false;
            append(level + 1, root(edge.hashes));
        }
    }

    /** And empties them. */
    private byte[] root(ByteArrayOutputStream hashes) {
        byte[] root = hasher.complete(hashes.toByteArray());
        hashes.reset();
        return root;
    }

    /** To be called once, when all have been appended. */
    void flush() {
        if (isChanged) {
            bundles.put(size / EntryBundle.WIDTH, new EntryBundle(entries.toByteArray()));
        }
        for (int level = 1; level <= edges.size(); level++) {
            Edge edge = edges.get(level - 1);
            if (edge.isChanged) {
                tiles.add(new Tile(level, edge.number, edge.hashes.toByteArray()));
            }
        }
        tables.write(bundles, tiles);
    }
}
