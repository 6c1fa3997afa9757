package retrace.relay.recording;

import java.time.Instant;
import java.util.List;
import retrace.kernel.id.SegmentId;
import retrace.kernel.recording.View;
import retrace.relay.recording.encode.VideoFormat;
import retrace.relay.recording.mp4.Mp4Header;
import retrace.relay.recording.mp4.SampleIndex;

/**
 * A segment whose media is in the store, in parts numbered from 1.
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
        List<PartSum> parts) {

    SegmentParts {
        parts = List.copyOf(parts);
        if (parts.isEmpty() || parts.stream().mapToInt(PartSum::samples).sum() != samples.count()) {
            throw new IllegalArgumentException(
                    parts.size() + " parts of " + samples.count() + " samples are no segment.");
        }
    }

    /** @param indexes of all parts, in their order */
    static SegmentParts of(SegmentName name, List<PartIndex> indexes) {
        SampleIndex samples = new SampleIndex();
        for (PartIndex index : indexes) {
            index.samples().forEach(sample -> samples.add(sample.sizeBytes(), sample.timeMillis(), sample.key()));
        }
        PartIndex first = indexes.getFirst();
        return new SegmentParts(
                name,
                first.segment(),
                first.view(),
                first.format(),
                first.firstFrameAt(),
                samples,
                indexes.stream().map(PartIndex::sum).toList());
    }

    byte[] header(int endMillis) {
        return Mp4Header.of(format, firstFrameAt, samples, endMillis);
    }

    Instant lastFrameAt() {
        return firstFrameAt.plusMillis(samples.lastTimeMillis());
    }
}
