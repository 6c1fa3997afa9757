package retrace.query.eventlog.verify;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import retrace.query.eventlog.EntryBundle;

/**
 * A leaf of the log.
 *
 * @param at which of the bundle it is
 */
record Entry(long globalIndex, long position, EntryBundle bundle, int at) {

    /** Those of bundles that follow each other, by their numbers. */
    static List<Entry> sorted(long position, List<EntryBundle> bundles) {
        long[] first = {position};
        return bundles.stream()
                .flatMap(bundle -> {
                    long from = first[0];
                    first[0] += bundle.width();
                    return of(from, bundle);
                })
                .sorted(Comparator.comparingLong(Entry::globalIndex))
                .toList();
    }

    private static Stream<Entry> of(long from, EntryBundle bundle) {
        return IntStream.range(0, bundle.width())
                .mapToObj(at -> new Entry(bundle.globalIndex(at), from + at, bundle, at));
    }

    boolean isOf(byte[] digest) {
        return bundle.isDigest(at, digest);
    }

    byte[] digest() {
        return bundle.digest(at);
    }
}
