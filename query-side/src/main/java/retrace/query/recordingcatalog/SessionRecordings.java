package retrace.query.recordingcatalog;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import retrace.kernel.recording.CloseReason;
import retrace.query.readmodel.Behind;
import retrace.query.readmodel.RetentionRule;

/**
 * The recordings of a session.
 *
 * @param rule how long the team keeps recordings
 * @param keptUntil when the first of those that are there will be deleted, null while a hold keeps them and where there
 *     are none
 * @param holds those that keep the recordings first, then those that were released; each by when it was placed
 * @param items by monitor, then by time
 */
public record SessionRecordings(
        Behind behind,
        String session,
        State state,
        RetentionRule rule,
        @Nullable Instant keptUntil,
        List<Hold> holds,
        List<Segment> items) {

    /** How they fare together; the words are those of the sessions log. */
    public enum State {
        NONE,
        RECORDING,
        UPLOADING,
        READY,
        FAILED,
        EXPIRED
    }

    /**
     * @param openedAt when it was begun
     * @param firstFrameAt null until the file is closed, likewise all that only the finished file can tell
     * @param endedAt until when the last frame was on show
     * @param width of the framebuffer in pixels, as is {@code height}
     * @param frameRate frames a second at most
     * @param failure for operators, null unless it failed, was put aside or is missing
     * @param keptUntil when it will be deleted, null while a hold keeps it and where there is no file to delete
     * @param expiry null until its deletion is decided
     */
    public record Segment(
            String segment,
            int monitor,
            String monitorName,
            Instant openedAt,
            @Nullable Instant firstFrameAt,
            @Nullable Instant lastFrameAt,
            @Nullable Instant endedAt,
            @Nullable Long sizeBytes,
            int width,
            int height,
            int frameRate,
            @Nullable Integer frames,
            @Nullable CloseReason closeReason,
            SegmentState state,
            @Nullable String sha256,
            @Nullable String objectName,
            @Nullable String failure,
            @Nullable Instant keptUntil,
            @Nullable Expiry expiry) {}

    /**
     * @param rule under which it was decided
     * @param deletedAt null until the file is gone
     * @param failure why it could not be deleted when it was last tried, for operators; null where it never failed and
     *     once it is gone, likewise {@code failedAt}
     */
    public record Expiry(
            Instant decidedAt,
            RetentionRule rule,
            @Nullable Instant deletedAt,
            @Nullable String failure,
            @Nullable Instant failedAt) {}

    /** @param release null while it holds */
    public record Hold(
            String hold,
            String caseName,
            String reason,
            String placedBy,
            String placedByName,
            Instant placedAt,
            @Nullable Release release) {}

    public record Release(String by, String byName, String reason, Instant at) {}

    static State stateOf(boolean recorded, boolean ended, List<Segment> segments) {
        if (!recorded) {
            return State.NONE;
        }
        if (!ended) {
            return State.RECORDING;
        }
        if (has(segments, SegmentState.RECORDING)) {
            return State.UPLOADING;
        }
        if (has(segments, SegmentState.READY)) {
            return State.READY;
        }
        if (has(segments, SegmentState.EXPIRED)) {
            return State.EXPIRED;
        }
        boolean failed = has(segments, SegmentState.FAILED)
                || has(segments, SegmentState.QUARANTINED)
                || has(segments, SegmentState.MISSING);
        return failed ? State.FAILED : State.NONE;
    }

    private static boolean has(List<Segment> segments, SegmentState state) {
        return segments.stream().anyMatch(segment -> segment.state() == state);
    }
}
