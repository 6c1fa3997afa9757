package retrace.query.eventlog.verify;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import retrace.kernel.id.HoldId;
import retrace.kernel.id.SegmentId;
import retrace.kernel.recording.ClosedSegment;
import retrace.kernel.session.SessionEvent;
import retrace.kernel.session.SessionEvent.HoldPlaced;
import retrace.kernel.session.SessionEvent.HoldReleased;
import retrace.kernel.session.SessionEvent.SegmentClosed;
import retrace.kernel.session.SessionEvent.SegmentDeletionDecided;
import retrace.kernel.session.SessionEvent.SegmentExpired;
import retrace.kernel.session.SessionEvent.SegmentMissing;
import retrace.kernel.session.SessionEvent.SegmentQuarantined;
import retrace.query.eventlog.verify.Finding.Kind;

/** What the events of one session say about its recordings. Not thread-safe. */
public final class SessionFold {

    /** Whether the store should have a recording. */
    public enum Expected {
        THERE,
        /** The events say that it is missing. */
        MISSING,
        /** Its deletion is decided. */
        LEAVING,
        GONE
    }

    /** A recording that was closed. */
    public record Recording(ClosedSegment segment, Expected expected, String why) {}

    private final Map<SegmentId, Recording> recordings = new LinkedHashMap<>();
    private final Set<HoldId> holds = new HashSet<>();
    private final Findings findings;
    private @Nullable String lastSha256;
    private int putAside;

    public SessionFold(Findings findings) {
        this.findings = findings;
    }

    /** The next event of the session, in their order. */
    public void apply(SessionEvent event) {
        switch (event) {
            case SegmentClosed closed -> close(closed);
            case SegmentMissing missing -> become(missing.segment(), Expected.MISSING, missing.why());
            case SegmentDeletionDecided decided -> become(decided.segment(), Expected.LEAVING, "");
            case SegmentExpired expired -> become(expired.segment(), Expected.GONE, "");
            case SegmentQuarantined ignored -> putAside++;
            case HoldPlaced placed -> holds.add(placed.hold());
            case HoldReleased released -> holds.remove(released.hold());
            case SessionEvent.SessionStarted ignored -> {}
            case SessionEvent.SessionRefused ignored -> {}
            case SessionEvent.ViewOpened ignored -> {}
            case SessionEvent.ViewClosed ignored -> {}
            case SessionEvent.SegmentOpened ignored -> {}
            case SessionEvent.SegmentFailed ignored -> {}
            case SessionEvent.SessionExpiryWarned ignored -> {}
            case SessionEvent.SessionEnded ignored -> {}
            case SessionEvent.CoverageAssessed ignored -> {}
            case SessionEvent.SegmentDeletionFailed ignored -> {}
        }
    }

    private void close(SegmentClosed event) {
        ClosedSegment closed = event.segment();
        if (!Objects.equals(closed.previousSha256(), lastSha256)) {
            findings.add(Finding.object(
                    Kind.CHAIN_BROKEN,
                    closed.object().name(),
                    "The recording " + closed.object().name() + " of " + event.session()
                            + " does not follow the one closed before it: its event names "
                            + named(closed.previousSha256()) + " and not " + named(lastSha256) + "."));
        }
        lastSha256 = closed.object().sha256();
        recordings.put(closed.segment(), new Recording(closed, Expected.THERE, ""));
    }

    private static String named(@Nullable String sha256) {
        return sha256 == null ? "none" : sha256;
    }

    private void become(SegmentId segment, Expected expected, String why) {
        recordings.computeIfPresent(segment, (id, known) -> new Recording(known.segment(), expected, why));
    }

    public Iterable<Recording> recordings() {
        return recordings.values();
    }

    int putAside() {
        return putAside;
    }

    boolean isHeld() {
        return !holds.isEmpty();
    }
}
