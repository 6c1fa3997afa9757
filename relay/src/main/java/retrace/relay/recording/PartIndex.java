package retrace.relay.recording;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import retrace.kernel.id.SegmentId;
import retrace.kernel.recording.View;
import retrace.kernel.wire.WireJson;
import retrace.relay.recording.encode.VideoFormat;

/**
 * What stands beside a part in the store: with all of a segment's, any relay can write the header and close the segment.
 *
 * @param part number of the part in its segment, from 1
 * @param samples of this part, in order
 */
record PartIndex(
        SegmentId segment, View view, Instant firstFrameAt, VideoFormat format, int part, List<Sample> samples) {

    private static final ObjectMapper JSON = WireJson.mapper();

    /** @param timeMillis after the segment's first frame */
    record Sample(int sizeBytes, int timeMillis, boolean key) {}

    byte[] toJson() {
        try {
            return JSON.writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a part's index cannot be written", e);
        }
    }

    /** @throws IOException where it is no index */
    static PartIndex fromJson(byte[] json) throws IOException {
        return JSON.readValue(json, PartIndex.class);
    }
}
