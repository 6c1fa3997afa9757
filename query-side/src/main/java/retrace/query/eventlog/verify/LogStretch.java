package retrace.query.eventlog.verify;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import retrace.query.eventlog.BundleStore;
import retrace.query.eventlog.EntryBundle;
import retrace.query.eventlog.LogTables;
import retrace.query.eventlog.tree.Frontier;
import retrace.query.eventlog.tree.TreeHasher;

/**
 * Some bundles of the log that follow each other, chosen of both copies, with their hashes. Nobody waits for another.
 *
 * @param number of the first
 */
record LogStretch(long number, List<Hashed> bundles, BundleChoice choice) {

    /**
     * A bundle.
     *
     * @param leaves the hashes of its leaves, one after the other
     * @param root of its leaves, where it is full
     */
    record Hashed(EntryBundle bundle, byte[] leaves, Optional<byte[]> root) {

        static Hashed of(EntryBundle bundle, TreeHasher hasher) {
            byte[] leaves = bundle.leafHashes(hasher);
            return new Hashed(
                    bundle,
                    leaves,
                    bundle.width() == EntryBundle.WIDTH ? Optional.of(hasher.complete(leaves)) : Optional.empty());
        }
    }

    /** The whole log. */
    record Log(Snapshot snapshot, BundleStore store, long size, long signed, boolean believesStore) {

        LogStretch read(long from, int count) throws SQLException, IOException {
            Map<Long, EntryBundle> inDatabase =
                    snapshot.ask(connection -> new LogTables(LogTables.sql(connection)).bundlesByNumber(from, count));
            List<Integer> widths = LongStream.range(from, from + count)
                    .map(number -> width(number, signed))
                    .takeWhile(width -> width > 0)
                    .mapToObj(width -> (int) width)
                    .toList();
            List<Optional<EntryBundle>> inStore = store.read(from, widths);
            BundleChoice choice = new BundleChoice(believesStore);
            TreeHasher hasher = new TreeHasher();
            List<Hashed> chosen = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                long number = from + i;
                EntryBundle bundle = choice.choose(
                        number,
                        (int) width(number, size),
                        i < widths.size() ? widths.get(i) : 0,
                        i < widths.size() ? inStore.get(i) : Optional.empty(),
                        Optional.ofNullable(inDatabase.get(number)));
                chosen.add(Hashed.of(bundle, hasher));
            }
            return new LogStretch(from, chosen, choice);
        }

        private static long width(long number, long size) {
            return Math.min(EntryBundle.WIDTH, size - number * EntryBundle.WIDTH);
        }
    }

    /** Adds the leaves to the tree, one by one only where a head wants to know it in between. */
    void growInto(Frontier tree, HeadChecks heads) throws IOException {
        for (Hashed hashed : bundles) {
            boolean isWhole = tree.size() % EntryBundle.WIDTH == 0 && heads.next() >= tree.size() + EntryBundle.WIDTH;
            if (isWhole && hashed.root().isPresent()) {
                tree.append(hashed.root().get(), EntryBundle.LEVELS);
                heads.reached(tree);
            } else {
                for (int at = 0; at < hashed.leaves().length; at += TreeHasher.HASH_BYTES) {
                    tree.append(Arrays.copyOfRange(hashed.leaves(), at, at + TreeHasher.HASH_BYTES));
                    heads.reached(tree);
                }
            }
        }
    }
}
