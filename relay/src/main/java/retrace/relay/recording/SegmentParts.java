package retrace.relay.recording;

import java.time.Instant;
import retrace.kernel.id.SegmentId;
import retrace.kernel.recording.View;
import retrace.relay.recording.encode.VideoFormat;
import retrace.relay.recording.mp4.SampleIndex;

/**
 * A segment whose media is in the store, in parts from 1 to {@code parts}, and whose file is not put together.
 *
 * @param samples of all the parts, at least one
 */
record SegmentParts(
        SegmentName name,
        SegmentId segment,
        View view,
        VideoFormat format,
        Instant firstFrameAt,
        SampleIndex samples,
        int parts) {

    SegmentParts {
        if (parts < 1 || samples.count() < parts) {
            throw new IllegalArgumentException(parts + " parts of " + samples.count() + " samples are no segment.");
        }
    }

    Instant lastFrameAt() {
        return firstFrameAt.plusMillis(samples.lastTimeMillis());
    }
}
