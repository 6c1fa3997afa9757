package retrace.query.audit;

import static retrace.query.audit.Words.days;
import static retrace.query.audit.Words.monitor;
import static retrace.query.audit.Words.view;
import static retrace.query.audit.Words.word;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import retrace.kernel.id.SegmentId;
import retrace.kernel.recording.ClosedSegment;
import retrace.kernel.recording.Coverage;
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
import retrace.kernel.session.ViewerKind;
import retrace.query.audit.Telling.Kind;

/** What happened to a session and its recordings. */
final class SessionSentences {

    private final Words words;

    SessionSentences(Words words) {
        this.words = words;
    }

    Telling tell(SessionEvent event) {
        return switch (event) {
            case SessionStarted it ->
                new Telling(
                        Kind.SESSION,
                        "Session admitted",
                        it.technician().name(),
                        admitted(it),
                        List.of(it.endpoint().value()));
            case SessionRefused it ->
                new Telling(
                        Kind.SESSION,
                        "Session refused",
                        it.technician().name(),
                        it.message(),
                        List.of(it.endpoint().value()));
            case ViewOpened it -> told(Kind.VIEW, "Desktop shown", view(it.view()));
            case ViewClosed it -> told(Kind.VIEW, "Desktop no longer shown", firstPicture(it));
            case SegmentOpened it -> told(Kind.RECORDING, "Recording begun", view(it.view()), it.segment());
            case SegmentClosed it ->
                told(
                        Kind.RECORDING,
                        "Recording finished",
                        closed(it.segment()),
                        it.segment().segment());
            case SegmentFailed it -> told(Kind.RECORDING, "Recording could not be finished", it.why(), it.segment());
            case SegmentQuarantined it -> told(Kind.RECORDING, "Recording damaged, put aside", it.why(), it.segment());
            case SegmentMissing it -> told(Kind.RECORDING, "Recording missing from the store", it.why(), it.segment());
            case SessionExpiryWarned it ->
                told(Kind.WARNING, "Technician warned", "the session ends at " + words.moment(it.expiresAt()));
            case SessionEnded it -> told(Kind.SESSION, "Session ended", ended(it));
            case CoverageAssessed it -> told(Kind.COVERAGE, "Completeness assessed", coverage(it.coverage()));
            case HoldPlaced it ->
                new Telling(Kind.HOLD, "Hold placed", it.by().name(), it.caseName() + ": " + it.reason(), List.of());
            case HoldReleased it ->
                new Telling(Kind.HOLD, "Hold released", it.by().name(), it.caseName() + ": " + it.reason(), List.of());
            case SegmentDeletionDecided it ->
                told(Kind.DELETION, "Deletion decided", "kept " + days(it.daysKept()), it.segment());
            case SegmentDeletionFailed it ->
                told(Kind.DELETION, "Deletion failed, is tried again", it.why(), it.segment());
            case SegmentExpired it ->
                told(Kind.DELETION, "Recording deleted", "kept " + days(it.daysKept()), it.segment());
        };
    }

    private static Telling told(Kind kind, String what, String about, SegmentId... segments) {
        return new Telling(
                kind,
                what,
                null,
                about,
                Stream.of(segments).map(SegmentId::value).toList());
    }

    private static String admitted(SessionStarted event) {
        return "to %s: %s, %s access, streamer %s; %s%s; %s"
                .formatted(
                        event.endpointName(),
                        event.endpointPlatform().title(),
                        word(event.accessKind()),
                        event.streamerVersion() == null ? "of unknown version" : event.streamerVersion(),
                        from(event.viewer()),
                        event.technicianPlatform() == null
                                ? ""
                                : " on " + event.technicianPlatform().title(),
                        event.recorded() ? "recorded" : "not recorded");
    }

    private static String from(ViewerKind viewer) {
        return switch (viewer) {
            case CONSOLE -> "from the console";
            case VNC_VIEWER -> "with a VNC viewer";
        };
    }

    private String firstPicture(ViewClosed event) {
        return event.firstPictureAt() == null
                ? "there had been no picture"
                : "the first picture was at " + words.moment(event.firstPictureAt());
    }

    private String closed(ClosedSegment segment) {
        return "%s, %s, %d frames, %d bytes; %s"
                .formatted(
                        monitor(segment.view()),
                        words.span(segment.firstFrameAt(), segment.endedAt()),
                        segment.frames(),
                        segment.object().sizeBytes(),
                        word(segment.reason()));
    }

    private String ended(SessionEnded event) {
        @Nullable String lastSeen = event.lastSeenAt() == null ? null : words.moment(event.lastSeenAt());
        return word(event.reason())
                + (event.detail().isEmpty() ? "" : ": " + event.detail())
                + (lastSeen == null ? "" : " Last sign of life: " + lastSeen);
    }

    private String coverage(Coverage coverage) {
        if (coverage.shownMillis() == 0) {
            return "nothing was shown";
        }
        String gaps = coverage.gaps().stream()
                .map(gap -> words.span(gap.from(), gap.to()) + ", " + word(gap.reason()))
                .collect(Collectors.joining("; "));
        return Coverage.percent(coverage.shownMillis(), coverage.recordedMillis())
                        .toPlainString()
                + " % of what was shown is recorded"
                + (gaps.isEmpty() ? "" : "; missing: " + gaps);
    }
}
