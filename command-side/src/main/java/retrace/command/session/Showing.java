package retrace.command.session;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import retrace.command.session.CoverageRule.Shown;
import retrace.command.session.Spans.Span;
import retrace.kernel.id.SegmentId;
import retrace.kernel.recording.ClosedSegment;
import retrace.kernel.recording.Coverage;
import retrace.kernel.recording.GapReason;
import retrace.kernel.session.SessionEvent.SessionEnded;
import retrace.kernel.session.SessionEvent.ViewClosed;

/** What a session has shown and what became of the recording of it, as far as its coverage depends on it. */
final class Showing {

    private final List<Shown> over = new ArrayList<>();
    private final Map<SegmentId, Long> begun = new LinkedHashMap<>();
    private final Map<SegmentId, Footage> footage = new LinkedHashMap<>();
    private @Nullable Instant openSince;
    private @Nullable SessionEnded ended;
    private @Nullable Coverage assessed;

    /** @return false where no view is open, or it has been opened since: relays report again */
    boolean canClose(Instant at) {
        return openSince != null && !at.isBefore(openSince);
    }

    /** @return the coverage where there is any and it is not what it was; null otherwise */
    @Nullable
    Coverage news() {
        if (ended == null) {
            return null;
        }
        Coverage now = CoverageRule.coverage(shown(ended), footage.values(), ended.reason());
        boolean isNews = assessed == null ? now.shownMillis() > 0 : !now.equals(assessed);
        return isNews ? now : null;
    }

    private List<Shown> shown(SessionEnded end) {
        List<Shown> all = new ArrayList<>(over);
        if (openSince != null) {
            add(all, openSince.toEpochMilli(), endOfOpen(end), false);
        }
        return all;
    }

    /** A relay that died was there until it was last seen, and until the end of what is recovered. */
    private long endOfOpen(SessionEnded end) {
        return end.lastSeenAt() == null
                ? end.at().toEpochMilli()
                : footage.values().stream()
                        .filter(Footage.Kept.class::isInstance)
                        .mapToLong(segment -> ((Footage.Kept) segment).span().to())
                        .reduce(end.lastSeenAt().toEpochMilli(), Math::max);
    }

    private static void add(List<Shown> all, long from, long to, boolean certain) {
        if (from < to) {
            all.add(new Shown(new Span(from, to), certain));
        }
    }

    /** A new geometry or frame rate comes by the same connection and begins nothing. */
    void opened(Instant at) {
        if (openSince == null) {
            openSince = at;
        }
    }

    void closed(ViewClosed event) {
        if (event.firstPictureAt() != null) {
            add(over, event.firstPictureAt().toEpochMilli(), event.at().toEpochMilli(), true);
        }
        openSince = null;
    }

    void began(SegmentId segment, Instant firstFrameAt) {
        begun.put(segment, firstFrameAt.toEpochMilli());
    }

    void kept(ClosedSegment closed) {
        long from = closed.firstFrameAt().toEpochMilli();
        long to = Math.max(closed.endedAt().toEpochMilli(), from + 1);
        footage.put(closed.segment(), new Footage.Kept(new Span(from, to), closed.reason()));
    }

    void lost(SegmentId segment, GapReason reason) {
        Footage lost = footage.get(segment) instanceof Footage.Kept kept
                ? new Footage.Lost(kept.span().from(), kept.span().to(), reason)
                : new Footage.Lost(begun.get(segment), null, reason);
        footage.put(segment, lost);
    }

    void ended(SessionEnded event) {
        ended = event;
    }

    void assessed(Coverage coverage) {
        assessed = coverage;
    }
}
