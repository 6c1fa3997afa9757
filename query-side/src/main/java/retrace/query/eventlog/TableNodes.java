package retrace.query.eventlog;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import retrace.query.eventlog.tree.Nodes;
import retrace.query.eventlog.tree.TreeHasher;

/**
 * The tree's nodes from the log's own tables. Remembers what it has read, so it is made anew for each tree that is looked
 * at. Not thread-safe.
 */
public final class TableNodes implements Nodes {

    /** A tile, or a bundle, has as many hashes of its level as make one of the next. */
    static final int TILE_LEVELS = EntryBundle.LEVELS;

    private static final int REMEMBERED_MAX = 1024;

    private record Place(int level, long number) {}

    private final LogTables tables;
    private final TreeHasher hasher;
    private final Map<Place, byte[]> remembered = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Place, byte[]> eldest) {
            return size() > REMEMBERED_MAX;
        }
    };

    public TableNodes(LogTables tables, TreeHasher hasher) {
        this.tables = tables;
        this.hasher = hasher;
    }

    @Override
    public byte[] node(int level, long number) {
        int tileLevel = level / TILE_LEVELS;
        int above = level % TILE_LEVELS;
        long first = number << above;
        byte[] hashes = hashes(tileLevel, first >> TILE_LEVELS);
        int from = (int) (first & (EntryBundle.WIDTH - 1)) * TreeHasher.HASH_BYTES;
        int to = from + (TreeHasher.HASH_BYTES << above);
        if (to > hashes.length) {
            throw new LogBroken("The database's own table of the log has no hash for node " + number + " of level "
                    + level + " any more.");
        }
        return hasher.complete(hashes, from, to);
    }

    private byte[] hashes(int tileLevel, long number) {
        return remembered.computeIfAbsent(
                new Place(tileLevel, number),
                place -> tileLevel == 0 ? leafHashes(number) : tables.tile(tileLevel, number));
    }

    private byte[] leafHashes(long number) {
        Optional<EntryBundle> bundle = tables.bundle(number);
        return bundle.map(found -> found.leafHashes(hasher)).orElseGet(() -> new byte[0]);
    }
}
