package retrace.relay.recording.spool;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import retrace.kernel.id.SegmentId;

/**
 * A part of a segment on its way to the store, with the index that stands beside it there.
 *
 * @param name of its object
 * @param indexName of its index's object
 * @param firstFrameAt when its first frame was shown
 */
public record SpooledPart(
        SegmentId segment,
        String name,
        String indexName,
        Instant firstFrameAt,
        ByteBuffer index,
        List<ByteBuffer> media) {

    public SpooledPart {
        media = List.copyOf(media);
    }
}
