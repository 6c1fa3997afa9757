package retrace.command.session;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import retrace.command.CommandRefused;
import retrace.kernel.id.SegmentId;
import retrace.kernel.recording.ClosedSegment;
import retrace.kernel.recording.StoredObject;
import retrace.kernel.session.DeletionOutcome;

/** The segments of a session, from their first frame to their deletion, and the holds that keep them. */
final class Recordings {

    private final Map<SegmentId, SegmentFate> segments = new LinkedHashMap<>();
    private final Holds holds = new Holds();
    private @Nullable String lastSha256;

    Holds holds() {
        return holds;
    }

    /** Null where there is no such segment. */
    @Nullable
    SegmentFate fateOf(SegmentId segment) {
        return segments.get(segment);
    }

    boolean isKnown(SegmentId segment) {
        return segments.containsKey(segment);
    }

    /** @return false where it is known to be closed: relays report again */
    boolean isNews(ClosedSegment closed) {
        boolean isNews = switch (segments.get(closed.segment())) {
            case null -> true;
            case SegmentFate.Opened opened -> true;
            case SegmentFate.Failed failed -> true;
            case SegmentFate.Quarantined quarantined -> false; // its object is where it was put
            case SegmentFate.Closed known -> false;
            case SegmentFate.Missing missing -> false;
            case SegmentFate.Deleting deleting -> false;
            case SegmentFate.Expired expired -> false;
        };
        if (isNews && !Objects.equals(closed.previousSha256(), lastSha256)) {
            throw new IllegalStateException(closed.segment() + " follows " + closed.previousSha256()
                    + ", but the last closed one of its session is " + lastSha256);
        }
        return isNews;
    }

    boolean canFail(SegmentId segment) {
        return switch (segments.get(segment)) {
            case null -> true;
            case SegmentFate.Opened opened -> true;
            case SegmentFate.Failed failed -> false;
            case SegmentFate.Quarantined quarantined -> false;
            case SegmentFate.Closed closed -> false;
            case SegmentFate.Missing missing -> false;
            case SegmentFate.Deleting deleting -> false;
            case SegmentFate.Expired expired -> false;
        };
    }

    boolean canBeQuarantined(SegmentId segment) {
        return canFail(segment) || segments.get(segment) instanceof SegmentFate.Failed;
    }

    /** @param more whether there may be more segments than there are */
    void requireSomethingToHold(boolean more) {
        boolean any = more
                || segments.values().stream()
                        .anyMatch(fate -> fate instanceof SegmentFate.Opened || fate instanceof SegmentFate.Closed);
        if (!any) {
            throw new CommandRefused(
                    "NOTHING_TO_HOLD",
                    "This session has no recordings that could be kept: there were none, or they are deleted.");
        }
    }

    /** Whether the segment is to be deleted, as it stands at {@code now}. */
    DeletionOutcome deletionOf(SegmentId segment, int daysKept, Instant now) {
        return switch (segments.get(segment)) {
            case null -> new DeletionOutcome.Gone();
            case SegmentFate.Opened opened -> new DeletionOutcome.Gone();
            case SegmentFate.Failed failed -> new DeletionOutcome.Gone();
            case SegmentFate.Quarantined quarantined -> new DeletionOutcome.Gone();
            case SegmentFate.Expired expired -> new DeletionOutcome.Gone();
            case SegmentFate.Deleting deleting -> delete(deleting.segment());
            case SegmentFate.Missing missing -> deletionOf(missing.segment(), daysKept, now);
            case SegmentFate.Closed closed -> deletionOf(closed.segment(), daysKept, now);
        };
    }

    private DeletionOutcome deletionOf(ClosedSegment segment, int daysKept, Instant now) {
        Instant until = keptUntil(segment.endedAt(), daysKept);
        if (now.isBefore(until)) {
            return new DeletionOutcome.Kept(until);
        }
        return holds.areNone() ? delete(segment) : new DeletionOutcome.Held(holds.caseNames());
    }

    static Instant keptUntil(Instant endedAt, int daysKept) {
        return endedAt.plus(Duration.ofDays(daysKept));
    }

    private static DeletionOutcome delete(ClosedSegment segment) {
        StoredObject object = segment.object();
        return new DeletionOutcome.Delete(object.name(), object.generation());
    }

    boolean isUndecided(SegmentId segment) {
        return closedAs(segment) != null;
    }

    @Nullable
    String lastSha256() {
        return lastSha256;
    }

    /** Opened and neither closed nor failed, in their order. */
    List<SegmentId> unfinished() {
        return segments.entrySet().stream()
                .filter(segment -> segment.getValue() instanceof SegmentFate.Opened)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Closed, and no deletion decided, in their order. */
    List<ClosedSegment> kept() {
        return segments.values().stream()
                .filter(SegmentFate.Closed.class::isInstance)
                .map(fate -> ((SegmentFate.Closed) fate).segment())
                .toList();
    }

    void opened(SegmentId segment) {
        segments.put(segment, new SegmentFate.Opened());
    }

    void closed(ClosedSegment segment) {
        segments.put(segment.segment(), new SegmentFate.Closed(segment));
        lastSha256 = segment.object().sha256();
    }

    void failed(SegmentId segment) {
        segments.put(segment, new SegmentFate.Failed());
    }

    void quarantined(SegmentId segment) {
        segments.put(segment, new SegmentFate.Quarantined());
    }

    void missing(SegmentId segment) {
        ClosedSegment closed = closedAs(segment);
        if (closed != null) {
            segments.put(segment, new SegmentFate.Missing(closed));
        }
    }

    /** As it was closed, whether or not its object is there; null where no object is to be there. */
    private @Nullable ClosedSegment closedAs(SegmentId segment) {
        return switch (segments.get(segment)) {
            case SegmentFate.Closed closed -> closed.segment();
            case SegmentFate.Missing missing -> missing.segment();
            case null -> null;
            case SegmentFate.Opened opened -> null;
            case SegmentFate.Failed failed -> null;
            case SegmentFate.Quarantined quarantined -> null;
            case SegmentFate.Deleting deleting -> null;
            case SegmentFate.Expired expired -> null;
        };
    }

    void deleting(SegmentId segment, int daysKept) {
        ClosedSegment closed = closedAs(segment);
        if (closed != null) {
            segments.put(segment, new SegmentFate.Deleting(closed, daysKept, null));
        }
    }

    void deletionFailed(SegmentId segment, String why) {
        if (segments.get(segment) instanceof SegmentFate.Deleting deleting) {
            segments.put(segment, new SegmentFate.Deleting(deleting.segment(), deleting.daysKept(), why));
        }
    }

    void expired(SegmentId segment, int daysKept, Instant at) {
        segments.put(segment, new SegmentFate.Expired(daysKept, at));
    }
}
