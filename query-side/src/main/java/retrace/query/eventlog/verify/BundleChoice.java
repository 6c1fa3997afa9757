package retrace.query.eventlog.verify;

import java.util.Arrays;
import java.util.Optional;
import retrace.query.eventlog.EntryBundle;
import retrace.query.eventlog.LogNames;
import retrace.query.eventlog.verify.Finding.Kind;

/** Of two copies of the log, the store's and the database's, takes one and tells where the other differs. Not thread-safe. */
final class BundleChoice {

    private final boolean believesStore;
    private final Findings findings = new Findings();
    private boolean isAnyDifferent;

    BundleChoice(boolean believesStore) {
        this.believesStore = believesStore;
    }

    Findings findings() {
        return findings;
    }

    boolean isAnyDifferent() {
        return isAnyDifferent;
    }

    /**
     * @param width how many entries there should be of it
     * @param signed how many of them are signed, and so must be in the store
     * @return as many as there are
     */
    EntryBundle choose(
            long number, int width, int signed, Optional<EntryBundle> inStore, Optional<EntryBundle> inDatabase) {
        EntryBundle database = inDatabase.orElseGet(() -> new EntryBundle(new byte[0]));
        if (database.width() < width) {
            tableDiffers(number, "ends after " + database.width() + " of its " + width + " entries");
        }
        if (inStore.isEmpty()) {
            if (signed > 0) {
                objectDiffers(number, signed, "is missing or is no bundle of entries");
            }
            return database;
        }
        EntryBundle store = inStore.get();
        int compared = Math.min(store.width(), database.width());
        int different = Arrays.mismatch(
                first(store, compared).entries(), first(database, compared).entries());
        if (different >= 0) {
            long position = number * EntryBundle.WIDTH + different / EntryBundle.ENTRY_BYTES;
            if (believesStore) {
                tableDiffers(number, "was changed, from position " + position + " on");
            } else {
                objectDiffers(number, signed, "was changed, from position " + position + " on");
            }
        }
        return first(believesStore ? joined(store, database) : joined(database, store), width);
    }

    /** The one, and what the other has beyond it. */
    private static EntryBundle joined(EntryBundle believed, EntryBundle other) {
        int length = believed.entries().length;
        if (other.entries().length <= length) {
            return believed;
        }
        byte[] entries = other.entries().clone();
        System.arraycopy(believed.entries(), 0, entries, 0, length);
        return new EntryBundle(entries);
    }

    private static EntryBundle first(EntryBundle bundle, int entries) {
        return entries >= bundle.width()
                ? bundle
                : new EntryBundle(Arrays.copyOf(bundle.entries(), entries * EntryBundle.ENTRY_BYTES));
    }

    private void tableDiffers(long number, String what) {
        isAnyDifferent = true;
        findings.add(new Finding(
                Kind.LOG_TABLE_CHANGED,
                null,
                null,
                "The database's own table of the log is not what was sealed: bundle " + number + " " + what + "."));
    }

    private void objectDiffers(long number, int signed, String what) {
        isAnyDifferent = true;
        String name = LogNames.bundle(number, signed);
        findings.add(Finding.object(
                Kind.LOG_OBJECT_CHANGED, name, "The log's object " + name + " in the store " + what + "."));
    }
}
