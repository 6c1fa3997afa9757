package retrace.relay.recording;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import retrace.kernel.id.SegmentId;
import retrace.kernel.recording.ClosedSegment;
import retrace.kernel.recording.View;

/** A journal that remembers. */
final class RecordedJournal implements SegmentJournal {

    final List<SegmentId> opened = Collections.synchronizedList(new ArrayList<>());
    final List<ClosedSegment> closed = Collections.synchronizedList(new ArrayList<>());
    final List<String> failed = Collections.synchronizedList(new ArrayList<>());
    final List<String> quarantined = Collections.synchronizedList(new ArrayList<>());
    private volatile boolean deaf;

    void refuseClosings() {
        deaf = true;
    }

    @Override
    public void segmentOpened(SegmentId segment, View view, Instant firstFrameAt) {
        opened.add(segment);
    }

    @Override
    public void segmentClosed(ClosedSegment segment) {
        if (deaf) {
            throw new IllegalStateException("the command side does not answer");
        }
        closed.add(segment);
    }

    @Override
    public void segmentQuarantined(SegmentId segment, String why, List<String> objects) {
        quarantined.addAll(objects);
    }

    @Override
    public void segmentFailed(SegmentId segment, String why) {
        failed.add(why);
    }
}
