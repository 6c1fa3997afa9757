package retrace.query.eventlog.verify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import retrace.query.eventlog.verify.Finding.Kind;

/**
 * How events differ from the log. An event that is gone under its number and is there under another has been renumbered;
 * so it is told only when all are known. Not thread-safe.
 */
final class Differences {

    private final List<Changed> changed = new ArrayList<>();
    private final List<Removed> removed = new ArrayList<>();
    private final List<SeenEvent> added = new ArrayList<>();
    private long untold;

    private record Changed(SeenEvent event, byte[] sealed) {}

    private record Removed(long globalIndex, long position, byte[] sealed) {}

    void changed(SeenEvent event, byte[] sealed) {
        keep(changed, new Changed(event, sealed));
    }

    void removed(long globalIndex, long position, byte[] sealed) {
        keep(removed, new Removed(globalIndex, position, sealed));
    }

    void added(SeenEvent event) {
        keep(added, event);
    }

    /** What was found in a later part. */
    void addAll(Differences later) {
        later.changed.forEach(one -> keep(changed, one));
        later.removed.forEach(one -> keep(removed, one));
        later.added.forEach(one -> keep(added, one));
        untold += later.untold;
    }

    private <T> void keep(List<T> list, T difference) {
        if (list.size() < Findings.KEPT_MAX) {
            list.add(difference);
        } else {
            untold++;
        }
    }

    /** What it comes to. */
    void tell(Findings findings) {
        Map<String, Long> sealedAs = new HashMap<>();
        changed.forEach(one -> sealedAs.put(hex(one.sealed()), one.event().globalIndex()));
        removed.forEach(one -> sealedAs.put(hex(one.sealed()), one.globalIndex()));
        Map<Long, Long> movedTo = new HashMap<>();
        for (Changed one : changed) {
            tell(one.event(), sealedAs, movedTo, findings, Kind.EVENT_CHANGED, "was changed since it was sealed");
        }
        for (SeenEvent event : added) {
            tell(event, sealedAs, movedTo, findings, Kind.EVENT_ADDED, "was added: later ones are sealed, it is not");
        }
        for (Removed one : removed) {
            if (!movedTo.containsKey(one.globalIndex())) {
                findings.add(Finding.event(
                        Kind.EVENT_REMOVED,
                        one.globalIndex(),
                        "Event " + one.globalIndex() + " was removed: it is sealed at position " + one.position()
                                + " of the log, and the database does not have it."));
            }
        }
        findings.addUntold(untold);
    }

    private static void tell(
            SeenEvent event,
            Map<String, Long> sealedAs,
            Map<Long, Long> movedTo,
            Findings findings,
            Kind kind,
            String what) {
        @Nullable Long before = sealedAs.get(hex(event.digest()));
        if (before == null) {
            findings.add(Finding.event(
                    kind,
                    event.globalIndex(),
                    "Event " + event.globalIndex() + " (" + event.words() + ") " + what + "."));
            return;
        }
        movedTo.put(before, event.globalIndex());
        findings.add(Finding.event(
                Kind.EVENT_RENUMBERED,
                event.globalIndex(),
                "Event " + event.globalIndex() + " (" + event.words() + ") was moved: it was sealed with the number "
                        + before + "."));
    }

    private static String hex(byte[] digest) {
        return HexFormat.of().formatHex(digest);
    }
}
