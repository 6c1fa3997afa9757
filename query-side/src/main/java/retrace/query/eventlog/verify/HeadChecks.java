package retrace.query.eventlog.verify;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import retrace.query.eventlog.Heads;
import retrace.query.eventlog.Heads.Signed;
import retrace.query.eventlog.LogNames;
import retrace.query.eventlog.note.NoteRefused;
import retrace.query.eventlog.note.TreeHead;
import retrace.query.eventlog.note.VerifierKey;
import retrace.query.eventlog.tree.Frontier;
import retrace.query.eventlog.verify.Finding.Kind;

/** Compares signed heads with the tree while it grows. Not thread-safe. */
final class HeadChecks {

    private final Heads heads;
    private final List<VerifierKey> keys;
    private final Findings findings;
    private final TreeSet<Long> left;
    private final Set<Long> refused = new HashSet<>();
    private @Nullable TreeHead newest;
    private boolean isContradicted;
    private long checked;

    private HeadChecks(Heads heads, List<VerifierKey> keys, Findings findings, List<Long> sizes) {
        this.heads = heads;
        this.keys = keys;
        this.findings = findings;
        this.left = new TreeSet<>(sizes);
    }

    /**
     * @param keys of which one must have signed; none where nobody knows any
     * @param most how many heads are looked at, the newest among them
     */
    static HeadChecks of(Heads heads, List<VerifierKey> keys, int most, Findings findings) throws IOException {
        List<Long> sizes = heads.sizes();
        HeadChecks checks = new HeadChecks(heads, keys, findings, sample(sizes, most));
        for (int i = sizes.size() - 1; i >= 0 && checks.newest == null; i--) {
            checks.left.add(sizes.get(i));
            checks.newest = checks.read(sizes.get(i)).orElse(null);
        }
        return checks;
    }

    private static List<Long> sample(List<Long> sizes, int most) {
        int step = Math.ceilDiv(Math.max(sizes.size(), 1), most);
        return IntStream.range(0, sizes.size())
                .filter(i -> i % step == 0)
                .mapToObj(sizes::get)
                .toList();
    }

    /** The newest that is signed as it must be; null where there is none. */
    @Nullable
    TreeHead newest() {
        return newest;
    }

    private Optional<TreeHead> read(long size) throws IOException {
        try {
            Signed signed = heads.read(size).orElseThrow(() -> new NoteRefused("It is gone."));
            if (keys.isEmpty() || keys.stream().anyMatch(key -> isBy(signed, key))) {
                return Optional.of(signed.head());
            }
            throw new NoteRefused("It is signed with none of the keys that are known.");
        } catch (NoteRefused e) {
            if (refused.add(size)) {
                findings.add(Finding.object(
                        Kind.HEAD_INVALID,
                        LogNames.head(size),
                        "The signed head of " + size + " events is not good: " + e.getMessage()));
            }
            return Optional.empty();
        }
    }

    private static boolean isBy(Signed signed, VerifierKey key) {
        return signed.head().origin().equals(key.name()) && signed.note().isSignedBy(key);
    }

    /** The database knows that a head of that size was signed. */
    void require(long size) throws IOException {
        if (size > (newest == null ? 0 : newest.size())) {
            read(size);
        }
    }

    /** The tree has this size now. */
    void reached(Frontier tree) throws IOException {
        while (!left.isEmpty() && left.first() <= tree.size()) {
            long size = left.removeFirst();
            Optional<TreeHead> head = size == tree.size() ? read(size) : Optional.empty();
            if (head.isPresent()) {
                compare(head.get(), tree.root());
            }
        }
    }

    /** The tree has all that there is of the log. */
    void finished(Frontier tree) throws IOException {
        reached(tree);
        for (long size : left) {
            if (!refused.contains(size)) {
                isContradicted = true;
                findings.add(Finding.object(
                        Kind.HEAD_CONTRADICTED,
                        LogNames.head(size),
                        "A head of " + size + " entries is signed, but there are only " + tree.size() + " of them."));
            }
        }
    }

    /** At which size of the tree the next head is; past all sizes where there is none. */
    long next() {
        return left.isEmpty() ? Long.MAX_VALUE : left.first();
    }

    private void compare(TreeHead head, byte[] root) {
        checked++;
        if (!Arrays.equals(head.root(), root)) {
            isContradicted = true;
            findings.add(Finding.object(
                    Kind.HEAD_CONTRADICTED,
                    LogNames.head(head.size()),
                    "The log's first " + head.size() + " entries do not make the root that is signed in their head."));
        }
    }

    boolean isContradicted() {
        return isContradicted;
    }

    long checked() {
        return checked;
    }
}
