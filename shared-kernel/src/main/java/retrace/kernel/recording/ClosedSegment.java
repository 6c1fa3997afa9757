package retrace.kernel.recording;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import retrace.kernel.id.SegmentId;

/**
 * All that is needed to find, show and check a finished segment.
 *
 * @param view the monitor, frame rate and size it shows
 * @param firstFrameAt time of the first frame, which is the start of the video
 * @param lastFrameAt time of the last frame
 * @param endedAt until when the last frame was on show, which is the end of the video
 * @param frames how many frames it holds, at least one
 * @param previousSha256 SHA-256 of the segment before it in the session, null for the first
 */
public record ClosedSegment(
        SegmentId segment,
        View view,
        Instant firstFrameAt,
        Instant lastFrameAt,
        Instant endedAt,
        int frames,
        CloseReason reason,
        StoredObject object,
        @Nullable String previousSha256) {

    /** Such a file is of no use to anybody. */
    public boolean hasNoPicture() {
        return frames < 1 || object.sizeBytes() < 1;
    }
}
