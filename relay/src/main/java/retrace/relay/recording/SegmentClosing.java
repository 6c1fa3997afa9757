package retrace.relay.recording;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import retrace.kernel.recording.CloseReason;
import retrace.kernel.recording.ClosedSegment;
import retrace.kernel.recording.StoredObject;
import retrace.relay.recording.mp4.Mp4Header;
import retrace.relay.store.ObjectFacts;
import retrace.relay.store.ObjectStore;
import retrace.relay.store.ObjectVersion;
import retrace.relay.store.WrittenObject;

/** Has the store put a segment's file together from its header and parts, and reads it back. Uploads no media. */
final class SegmentClosing {

    private final ObjectStore store;

    SegmentClosing(ObjectStore store) {
        this.store = store;
    }

    /**
     * @param endedAt until when the last frame was shown
     * @param previousSha256 of the segment before it in the session, null for the first
     */
    ClosedSegment close(SegmentParts parts, CloseReason reason, Instant endedAt, @Nullable String previousSha256)
            throws IOException {
        long shownMillis = endedAt.toEpochMilli() - parts.firstFrameAt().toEpochMilli();
        int endMillis = Math.max(Math.toIntExact(shownMillis), parts.samples().lastTimeMillis() + 1);
        byte[] header = Mp4Header.of(parts.format(), parts.firstFrameAt(), parts.samples(), endMillis);
        ObjectFacts facts = parts.name().facts(parts.firstFrameAt().plusMillis(endMillis));
        StoredObject object = readBack(
                compose(parts, header, facts), header.length + parts.samples().mediaBytes());
        return new ClosedSegment(
                parts.segment(),
                parts.view(),
                parts.firstFrameAt(),
                parts.lastFrameAt(),
                parts.firstFrameAt().plusMillis(endMillis),
                parts.samples().count(),
                reason,
                object,
                previousSha256);
    }

    private ObjectVersion compose(SegmentParts parts, byte[] header, ObjectFacts facts) throws IOException {
        WrittenObject.createOnce(store, parts.name().header(), ObjectFacts.NONE, List.of(ByteBuffer.wrap(header)));
        List<String> sources = new ArrayList<>(List.of(parts.name().header()));
        for (int number = 1; number <= parts.parts(); number++) {
            sources.add(parts.name().part(number));
        }
        return WrittenObject.composeOnce(store, parts.name().segment(), facts, sources);
    }

    private StoredObject readBack(ObjectVersion version, long expectedBytes) throws IOException {
        try (InputStream content = store.open(version.name(), 0)) {
            ObjectSums sums = ObjectSums.of(content);
            if (sums.sizeBytes() != expectedBytes || version.sizeBytes() != expectedBytes) {
                throw new IOException("the object " + version.name() + " has " + sums.sizeBytes() + " bytes instead of "
                        + expectedBytes);
            }
            return new StoredObject(
                    version.name(), version.generation(), sums.sizeBytes(), sums.crc32c(), sums.sha256());
        }
    }
}
