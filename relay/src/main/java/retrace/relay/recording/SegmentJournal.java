package retrace.relay.recording;

import java.time.Instant;
import java.util.List;
import retrace.kernel.id.SegmentId;
import retrace.kernel.recording.ClosedSegment;
import retrace.kernel.recording.View;

/** Told what becomes of a session's segments. A call returns when the fact has been taken in for good. */
public interface SegmentJournal {

    void segmentOpened(SegmentId segment, View view, Instant firstFrameAt);

    void segmentClosed(ClosedSegment segment);

    /** @param why a sentence for operators */
    void segmentFailed(SegmentId segment, String why);

    /**
     * @param why a sentence for operators
     * @param objects the names under which it was put aside
     */
    void segmentQuarantined(SegmentId segment, String why, List<String> objects);
}
