package retrace.relay.recording;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import retrace.kernel.id.SegmentId;
import retrace.kernel.recording.View;
import retrace.kernel.wire.WireJson;
import retrace.relay.recording.encode.VideoFormat;

/**
 * What stands beside a part in the store: with all of a segment's, any relay can write the header and close the segment.
 *
 * @param part number of the part in its segment, from 1
 * @param samples of this part, in order
 * @param crc32c of the part's bytes, 8 hexadecimal digits; null where it was not counted
 */
record PartIndex(
        SegmentId segment,
        View view,
        Instant firstFrameAt,
        VideoFormat format,
        int part,
        List<Sample> samples,
        @Nullable String crc32c) {

    private static final ObjectMapper JSON = WireJson.mapper();

    PartIndex {
        Objects.requireNonNull(segment, "segment");
        Objects.requireNonNull(view, "view");
        Objects.requireNonNull(firstFrameAt, "firstFrameAt");
        Objects.requireNonNull(format, "format");
        if (part < 1 || samples.isEmpty()) {
            throw new IllegalArgumentException("Part " + part + " of " + samples.size() + " samples is none.");
        }
        samples = List.copyOf(samples);
        for (int i = 1; i < samples.size(); i++) {
            if (samples.get(i).timeMillis() <= samples.get(i - 1).timeMillis()) {
                throw new IllegalArgumentException("Samples rise in time; number " + (i + 1) + " does not.");
            }
        }
    }

    /** @param timeMillis after the segment's first frame */
    record Sample(int sizeBytes, int timeMillis, boolean key) {

        Sample {
            if (sizeBytes < 1 || timeMillis < 0) {
                throw new IllegalArgumentException("A sample of " + sizeBytes + " bytes at " + timeMillis + " ms.");
            }
        }
    }

    long mediaBytes() {
        return samples.stream().mapToLong(Sample::sizeBytes).sum();
    }

    PartSum sum() {
        return new PartSum(samples.size(), crc32c);
    }

    byte[] toJson() {
        try {
            return JSON.writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a part's index cannot be written", e);
        }
    }

    /** @throws IOException where it is no index */
    static PartIndex fromJson(byte[] json) throws IOException {
        PartIndex index = JSON.readValue(json, PartIndex.class);
        if (index == null) {
            throw new IOException("A part's index is missing.");
        }
        return index;
    }
}
