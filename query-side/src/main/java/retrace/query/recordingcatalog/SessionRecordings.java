package retrace.query.recordingcatalog;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import retrace.kernel.recording.CloseReason;
import retrace.query.readmodel.Behind;

/**
 * The recordings of a session.
 *
 * @param items by monitor, then by time
 */
public record SessionRecordings(Behind behind, String session, State state, List<Segment> items) {

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
     * @param failure for operators, null unless it failed
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
            @Nullable String failure) {}

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
        if (has(segments, SegmentState.FAILED)) {
            return State.FAILED;
        }
        return has(segments, SegmentState.EXPIRED) ? State.EXPIRED : State.NONE;
    }

    private static boolean has(List<Segment> segments, SegmentState state) {
        return segments.stream().anyMatch(segment -> segment.state() == state);
    }
}
