package retrace.relay.recording;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import retrace.kernel.recording.CloseReason;
import retrace.kernel.recording.ClosedSegment;
import retrace.relay.recording.encode.FrameChecks;
import retrace.relay.recording.mp4.MalformedHeader;
import retrace.relay.recording.mp4.Mp4Timeline;
import retrace.relay.store.ObjectFacts;
import retrace.relay.store.ObjectStore;
import retrace.relay.store.ObjectVersion;
import retrace.relay.store.WrittenObject;

/**
 * Has the store put a segment's file together from its header and parts, and reads it back. Uploads no media. One closes
 * a segment at a time; whoever has tried before may have left a header, or the file.
 */
final class SegmentClosing {

    private final ObjectStore store;
    private final FrameChecks checks;

    SegmentClosing(ObjectStore store, FrameChecks checks) {
        this.store = store;
        this.checks = checks;
    }

    /**
     * @param endedAt until when the last frame was shown
     * @param previousSha256 of the segment before it in the session, null for the first
     * @throws DamagedSegment where the file is not what was recorded
     */
    ClosedSegment close(SegmentParts parts, CloseReason reason, Instant endedAt, @Nullable String previousSha256)
            throws IOException {
        long shownMillis = endedAt.toEpochMilli() - parts.firstFrameAt().toEpochMilli();
        int endMillis = Math.max(Math.toIntExact(shownMillis), parts.samples().lastTimeMillis() + 1);
        byte[] header = parts.header(endMillis);
        ObjectFacts facts = parts.name().facts(parts.firstFrameAt().plusMillis(endMillis));
        ObjectVersion version = compose(parts, header, facts);
        return closed(parts, header, endMillis, version, reason, previousSha256);
    }

    /** As {@link #close}, of a segment whose file has been put together. */
    ClosedSegment closeComposed(
            SegmentParts parts, ObjectVersion version, CloseReason reason, @Nullable String previousSha256)
            throws IOException {
        int endMillis;
        byte[] header;
        try (InputStream content = store.open(version.name(), 0)) {
            endMillis = Mp4Timeline.read(content).endMillis();
            header = parts.header(endMillis);
        } catch (MalformedHeader e) {
            throw new DamagedSegment("Its file has no header that can be read: " + e.getMessage());
        } catch (IllegalStateException e) {
            throw new DamagedSegment("Its header tells of another video than its parts: " + e.getMessage());
        }
        return closed(parts, header, endMillis, version, reason, previousSha256);
    }

    private ClosedSegment closed(
            SegmentParts parts,
            byte[] header,
            int endMillis,
            ObjectVersion version,
            CloseReason reason,
            @Nullable String previousSha256)
            throws IOException {
        boolean toTheEnd = reason == CloseReason.RECOVERED;
        return new ClosedSegment(
                parts.segment(),
                parts.view(),
                parts.firstFrameAt(),
                parts.lastFrameAt(),
                parts.firstFrameAt().plusMillis(endMillis),
                parts.samples().count(),
                reason,
                new ReadBack(parts, header, toTheEnd, checks).of(store, version),
                previousSha256);
    }

    private ObjectVersion compose(SegmentParts parts, byte[] header, ObjectFacts facts) throws IOException {
        putHeader(parts.name().header(), header);
        List<String> sources = new ArrayList<>(List.of(parts.name().header()));
        for (int number = 1; number <= parts.parts().size(); number++) {
            sources.add(parts.name().part(number));
        }
        return WrittenObject.composeOnce(store, parts.name().segment(), facts, sources);
    }

    /** A header that is there already was written by an attempt that did not come to its end, and may say another end. */
    private void putHeader(String object, byte[] content) throws IOException {
        try {
            create(object, content);
        } catch (FileAlreadyExistsException e) {
            Optional<ObjectVersion> found = store.find(object);
            if (found.isPresent() && !isSame(found.get(), content)) {
                store.delete(object, found.get().generation());
                create(object, content);
            }
        }
    }

    private void create(String object, byte[] content) throws IOException {
        store.create(object, ObjectFacts.NONE, List.of(ByteBuffer.wrap(content)));
    }

    private boolean isSame(ObjectVersion found, byte[] content) throws IOException {
        if (found.sizeBytes() != content.length) {
            return false;
        }
        try (InputStream stored = store.open(found.name(), 0)) {
            return Arrays.equals(stored.readNBytes(content.length + 1), content);
        }
    }
}
