package retrace.query.eventlog;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import retrace.query.eventlog.tree.TreeHasher;

/**
 * Up to {@value #WIDTH} leaves of the tree, one after the other: each the event's global index, 8 bytes, and the SHA-256
 * of its encoding. Not thread-safe.
 *
 * @param entries {@value #ENTRY_BYTES} bytes for each
 */
public record EntryBundle(byte[] entries) {

    public static final int WIDTH = 256;

    /** Of the tree, from leaves to the root of a full one. */
    public static final int LEVELS = 8;

    public static final int ENTRY_BYTES = Long.BYTES + TreeHasher.HASH_BYTES;

    private static final int LENGTH_BYTES = Short.BYTES;
    private static final int STORED_BYTES = LENGTH_BYTES + ENTRY_BYTES;

    /** An object of the store that is larger is no bundle. */
    public static final int STORED_BYTES_MAX = WIDTH * STORED_BYTES;

    public EntryBundle {
        if (entries.length % ENTRY_BYTES != 0 || entries.length > WIDTH * ENTRY_BYTES) {
            throw new IllegalArgumentException(entries.length + " bytes are no bundle of entries");
        }
    }

    public int width() {
        return entries.length / ENTRY_BYTES;
    }

    public long globalIndex(int entry) {
        return ByteBuffer.wrap(entries).getLong(entry * ENTRY_BYTES);
    }

    public byte[] digest(int entry) {
        int from = entry * ENTRY_BYTES + Long.BYTES;
        return Arrays.copyOfRange(entries, from, from + TreeHasher.HASH_BYTES);
    }

    public byte[] entry(int entry) {
        return Arrays.copyOfRange(entries, entry * ENTRY_BYTES, (entry + 1) * ENTRY_BYTES);
    }

    public boolean isDigest(int entry, byte[] digest) {
        int from = entry * ENTRY_BYTES + Long.BYTES;
        return Arrays.equals(entries, from, from + TreeHasher.HASH_BYTES, digest, 0, digest.length);
    }

    /** @return the hashes of the leaves, one after the other */
    public byte[] leafHashes(TreeHasher hasher) {
        byte[] hashes = new byte[width() * TreeHasher.HASH_BYTES];
        for (int entry = 0; entry < width(); entry++) {
            hasher.leaf(entries, entry * ENTRY_BYTES, ENTRY_BYTES, hashes, entry * TreeHasher.HASH_BYTES);
        }
        return hashes;
    }

    public boolean isSame(EntryBundle other) {
        return Arrays.equals(entries, other.entries);
    }

    /** As it is in the object store: C2SP's entry bundle, each entry behind its length. */
    public byte[] stored() {
        ByteBuffer stored = ByteBuffer.allocate(width() * STORED_BYTES);
        for (int entry = 0; entry < width(); entry++) {
            stored.putShort((short) ENTRY_BYTES).put(entries, entry * ENTRY_BYTES, ENTRY_BYTES);
        }
        return stored.array();
    }

    /** @return empty where those bytes are no bundle of that width */
    public static Optional<EntryBundle> ofStored(byte[] stored, int width) {
        if (stored.length != width * STORED_BYTES) {
            return Optional.empty();
        }
        ByteBuffer in = ByteBuffer.wrap(stored);
        byte[] entries = new byte[width * ENTRY_BYTES];
        for (int entry = 0; entry < width; entry++) {
            if (in.getShort() != ENTRY_BYTES) {
                return Optional.empty();
            }
            in.get(entries, entry * ENTRY_BYTES, ENTRY_BYTES);
        }
        return Optional.of(new EntryBundle(entries));
    }
}
