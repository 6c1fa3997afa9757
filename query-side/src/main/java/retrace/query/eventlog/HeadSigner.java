package retrace.query.eventlog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import retrace.query.eventlog.Heads.Signed;
import retrace.query.eventlog.LogTables.Reached;
import retrace.query.eventlog.note.NoteRefused;
import retrace.query.eventlog.note.SignedNote;
import retrace.query.eventlog.note.TreeHead;
import retrace.query.eventlog.note.VerifierKey;
import retrace.query.eventlog.tree.ProofCheck;
import retrace.query.eventlog.tree.Proofs;
import retrace.query.eventlog.tree.TreeHasher;

/**
 * Writes what is sealed to the object store, and signs a head of it: never before all that it stands for is in the store,
 * and never one that has not grown from the head before. Every step can be done again. Only one may be at work at a time;
 * not thread-safe.
 */
final class HeadSigner {

    /** How many bundles are on their way at a time, in memory. */
    private static final int BUNDLES_AT_A_TIME = 256;

    private final Heads heads;
    private final BundleStore store;
    private final LogSettings settings;
    private final TreeHasher hasher = new TreeHasher();
    private @Nullable Signed newest;
    private boolean hasLooked;

    HeadSigner(LogObjects objects, LogSettings settings) {
        this.heads = new Heads(objects);
        this.store = new BundleStore(objects, settings.writesMax());
        this.settings = settings;
    }

    /** Writes the full bundles that the store does not have yet. */
    void writeBundles(LogTables tables) throws IOException {
        Reached reached = tables.reached();
        TableNodes nodes = new TableNodes(tables, hasher);
        for (long number = reached.stored(); number < reached.fullBundles(); ) {
            int count = (int) Math.min(BUNDLES_AT_A_TIME, reached.fullBundles() - number);
            List<EntryBundle> bundles = tables.bundles(number, count);
            if (bundles.size() < count) {
                throw new LogBroken(
                        "The database's own table of the log lacks bundle " + (number + bundles.size()) + ".");
            }
            for (int i = 0; i < count; i++) {
                requireSealed(bundles.get(i), number + i, nodes);
            }
            store.write(number, bundles);
            number += count;
            tables.store(number);
        }
    }

    private void requireSealed(EntryBundle bundle, long number, TableNodes nodes) {
        byte[] root = hasher.complete(bundle.leafHashes(hasher));
        if (!Arrays.equals(root, nodes.node(TableNodes.TILE_LEVELS, number))) {
            throw new LogBroken("The database's own table of the log was changed: bundle " + number
                    + " is not the one that was sealed.");
        }
    }

    /**
     * Signs a head of all that is sealed, where there is anything new.
     *
     * @return whether it has
     */
    boolean sign(LogTables tables, InstantSource clock) throws IOException {
        Reached reached = tables.reached();
        @Nullable Signed before = newest(reached.headSize());
        if (reached.size() == 0 && before == null) {
            return false;
        }
        Proofs proofs = new Proofs(new TableNodes(tables, hasher), hasher);
        requireGrown(before, reached.size(), proofs);
        if (before != null && before.head().size() == reached.size()) {
            return false;
        }
        TreeHead head = new TreeHead(settings.origin(), reached.size(), proofs.root(reached.size()));
        int width = (int) (reached.size() % EntryBundle.WIDTH);
        if (width > 0) {
            store.write(reached.fullBundles(), tables.bundles(reached.fullBundles(), 1));
        }
        SignedNote note = SignedNote.sign(head.text(), settings.key());
        store.writeOnce(LogNames.head(reached.size()), note.toString().getBytes(UTF_8));
        newest = new Signed(head, note);
        tables.sign(reached.size(), clock.instant());
        return true;
    }

    /** A fork is never signed: what was signed once must still be the beginning of what is signed now. */
    private void requireGrown(@Nullable Signed before, long size, Proofs proofs) {
        if (before == null) {
            return;
        }
        TreeHead head = before.head();
        if (head.size() > size) {
            throw new LogBroken("A head of " + head.size() + " events is signed, but the database's log has only "
                    + size + ". Events were removed, or the database is an older one than the store.");
        }
        ProofCheck check = new ProofCheck(hasher);
        if (!check.isConsistent(
                head.size(), head.root(), size, proofs.root(size), proofs.consistency(head.size(), size))) {
            throw new LogBroken(
                    "The database's log is another one than that whose head of " + head.size() + " events is signed.");
        }
    }

    /** Another process may have signed since; all heads are looked through once. */
    private @Nullable Signed newest(long sizeInDatabase) throws IOException {
        if (!hasLooked) {
            List<Long> sizes = heads.sizes();
            newest = sizes.isEmpty() ? null : read(sizes.getLast());
            hasLooked = true;
        }
        @Nullable Signed known = newest;
        if (sizeInDatabase > (known == null ? 0 : known.head().size())) {
            newest = read(sizeInDatabase);
        }
        return newest;
    }

    private Signed read(long size) throws IOException {
        try {
            Optional<Signed> found = heads.read(size);
            if (found.isEmpty()) {
                throw new LogBroken("The head of " + size + " events, which was signed, is not in the object store.");
            }
            requireOurs(found.get());
            return found.get();
        } catch (NoteRefused e) {
            throw new LogBroken("The object " + LogNames.head(size) + " was changed: " + e.getMessage());
        }
    }

    private void requireOurs(Signed signed) {
        Stream<VerifierKey> keys = Stream.concat(Stream.of(settings.key().verifier()), settings.formerKeys().stream());
        if (keys.noneMatch(key ->
                signed.head().origin().equals(key.name()) && signed.note().isSignedBy(key))) {
            throw new LogBroken("The newest head, of " + signed.head().size() + " events, is signed with none of our"
                    + " keys. Where the key or the log's name was changed, name the former verifier key in"
                    + " retrace.query.event-log.former-keys.");
        }
    }
}
