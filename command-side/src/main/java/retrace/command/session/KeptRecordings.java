package retrace.command.session;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import retrace.kernel.id.SegmentId;
import retrace.kernel.recording.ClosedSegment;
import retrace.kernel.session.DeletionOutcome;
import retrace.kernel.session.SessionEvent;
import retrace.kernel.session.SessionEvent.CoverageAssessed;
import retrace.kernel.session.SessionEvent.HoldPlaced;
import retrace.kernel.session.SessionEvent.HoldReleased;
import retrace.kernel.session.SessionEvent.SegmentClosed;
import retrace.kernel.session.SessionEvent.SegmentDeletionDecided;
import retrace.kernel.session.SessionEvent.SegmentDeletionFailed;
import retrace.kernel.session.SessionEvent.SegmentExpired;
import retrace.kernel.session.SessionEvent.SegmentFailed;
import retrace.kernel.session.SessionEvent.SegmentMissing;
import retrace.kernel.session.SessionEvent.SegmentOpened;
import retrace.kernel.session.SessionEvent.SegmentQuarantined;
import retrace.kernel.session.SessionEvent.SessionEnded;
import retrace.kernel.session.SessionEvent.SessionExpiryWarned;
import retrace.kernel.session.SessionEvent.SessionRefused;
import retrace.kernel.session.SessionEvent.SessionStarted;
import retrace.kernel.session.SessionEvent.ViewClosed;
import retrace.kernel.session.SessionEvent.ViewOpened;

/**
 * A session's recordings through the days, without the deletions that there really were: at each moment that may matter
 * it is asked again whether they go, as it is asked while Retrace runs.
 */
final class KeptRecordings {

    private final List<SessionEvent> history;
    private final List<ClosedSegment> segments;

    private KeptRecordings(List<SessionEvent> history) {
        this.history = history;
        this.segments = closedAtTheEnd(history);
    }

    static KeptRecordings of(List<SessionEvent> history) {
        return new KeptRecordings(history);
    }

    private static List<ClosedSegment> closedAtTheEnd(List<SessionEvent> history) {
        Recordings recordings = new Recordings();
        history.forEach(event -> apply(event, recordings));
        return recordings.kept();
    }

    int count() {
        return segments.size();
    }

    RecordingsFate fate(int daysKept, Instant now) {
        long deleted = segments.stream()
                .filter(segment -> isDeleted(segment, daysKept, now))
                .count();
        if (segments.isEmpty()) {
            return RecordingsFate.NONE;
        }
        return deleted == 0
                ? RecordingsFate.KEPT
                : deleted == segments.size() ? RecordingsFate.DELETED : RecordingsFate.PARTLY;
    }

    /** First asked when its days are over, and then whenever a hold is released. */
    private boolean isDeleted(ClosedSegment segment, int daysKept, Instant now) {
        List<Instant> moments = new ArrayList<>(List.of(Recordings.keptUntil(segment.endedAt(), daysKept)));
        for (SessionEvent event : history) {
            if (event instanceof HoldReleased && event.at().isAfter(moments.getFirst())) {
                moments.add(event.at());
            }
        }
        return moments.stream()
                .filter(moment -> !moment.isAfter(now))
                .anyMatch(moment -> isDeletedAt(segment.segment(), daysKept, moment));
    }

    private boolean isDeletedAt(SegmentId segment, int daysKept, Instant moment) {
        Recordings recordings = new Recordings();
        for (SessionEvent event : history) {
            if (!event.at().isAfter(moment)) {
                apply(event, recordings);
            }
        }
        return recordings.deletionOf(segment, daysKept, moment) instanceof DeletionOutcome.Delete;
    }

    private static void apply(SessionEvent event, Recordings recordings) {
        switch (event) {
            case SegmentOpened it -> recordings.opened(it.segment());
            case SegmentClosed it -> recordings.closed(it.segment());
            case SegmentFailed it -> recordings.failed(it.segment());
            case SegmentQuarantined it -> recordings.quarantined(it.segment());
            case SegmentMissing it -> recordings.missing(it.segment());
            case HoldPlaced it -> recordings.holds().place(it);
            case HoldReleased it -> recordings.holds().release(it.hold());
            case SegmentDeletionDecided it -> {} // by the rule that is not asked about
            case SegmentDeletionFailed it -> {}
            case SegmentExpired it -> {}
            case SessionStarted it -> {}
            case SessionRefused it -> {}
            case ViewOpened it -> {}
            case ViewClosed it -> {}
            case SessionExpiryWarned it -> {}
            case SessionEnded it -> {}
            case CoverageAssessed it -> {}
        }
    }
}
