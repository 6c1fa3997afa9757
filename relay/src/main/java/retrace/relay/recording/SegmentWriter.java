package retrace.relay.recording;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import retrace.kernel.id.SegmentId;
import retrace.kernel.recording.CloseReason;
import retrace.kernel.recording.ClosedSegment;
import retrace.kernel.recording.View;
import retrace.relay.recording.encode.EncodedFrame;
import retrace.relay.recording.encode.FrameChecks;
import retrace.relay.recording.encode.VideoFormat;
import retrace.relay.recording.mp4.Mp4Header;
import retrace.relay.recording.mp4.SampleIndex;
import retrace.relay.recording.spool.SessionSpool;
import retrace.relay.recording.spool.SpooledPart;
import retrace.relay.store.Crc32cSums;
import retrace.relay.store.ObjectStore;
import retrace.relay.store.ObjectVersion;

/**
 * Writes one segment: samples gather in memory until they are a part, parts go to the spool and by it to the store, each
 * with its index, and at the close the store puts header and parts together.
 *
 * <p>Thread: one at a time.
 */
final class SegmentWriter {

    private final ObjectStore store;
    private final SessionSpool spool;
    private final SegmentName name;
    private final SegmentId segment;
    private final View view;
    private final VideoFormat format;
    private final Instant firstFrameAt;
    private final RecordingSettings settings;
    private final SampleIndex samples = new SampleIndex();
    private final List<ByteBuffer> partMedia = new ArrayList<>();
    private final List<PartIndex.Sample> partSamples = new ArrayList<>();
    private final List<PartSum> parts = new ArrayList<>();
    private final FrameChecks checks;
    private int partBytes;

    SegmentWriter(
            ObjectStore store,
            SessionSpool spool,
            SegmentName name,
            SegmentId segment,
            View view,
            VideoFormat format,
            Instant firstFrameAt,
            FrameChecks checks,
            RecordingSettings settings) {
        this.checks = checks;
        this.store = store;
        this.spool = spool;
        this.name = name;
        this.segment = segment;
        this.view = view;
        this.format = format;
        this.firstFrameAt = firstFrameAt;
        this.settings = settings;
    }

    SegmentId segment() {
        return segment;
    }

    View view() {
        return view;
    }

    /** Whether the file stays within its limit with this frame too. */
    boolean hasRoomFor(EncodedFrame frame) {
        return Mp4Header.fileBytesMaxWith(format, samples, frame.data().length) <= settings.segmentBytesMax();
    }

    /** @param at rises strictly from frame to frame; the first is the segment's start */
    void add(EncodedFrame frame, Instant at) throws IOException {
        int time = millisAt(at);
        samples.add(frame.data().length, time, frame.key());
        partMedia.add(ByteBuffer.wrap(frame.data()));
        partSamples.add(new PartIndex.Sample(frame.data().length, time, frame.key()));
        partBytes += frame.data().length;
        if (partBytes >= settings.partBytesMax()) {
            storePart();
        }
    }

    private int millisAt(Instant at) {
        return Math.toIntExact(at.toEpochMilli() - firstFrameAt.toEpochMilli());
    }

    Instant lastFrameAt() {
        return firstFrameAt.plusMillis(samples.lastTimeMillis());
    }

    /** When what is in memory only must leave it; empty where nothing is. */
    Optional<Instant> partDue() {
        return partSamples.isEmpty()
                ? Optional.empty()
                : Optional.of(firstFrameAt
                        .plusMillis(partSamples.getFirst().timeMillis())
                        .plus(settings.partAge()));
    }

    /** Hands over what there is to the spool, where it is durable when this returns. */
    void storePart() throws IOException {
        if (partSamples.isEmpty()) {
            return;
        }
        int number = parts.size() + 1;
        Instant partFirstFrameAt =
                firstFrameAt.plusMillis(partSamples.getFirst().timeMillis());
        String crc32c = Crc32cSums.hex(Crc32cSums.of(partMedia));
        PartIndex index = new PartIndex(segment, view, firstFrameAt, format, number, partSamples, crc32c);
        spool.put(new SpooledPart(
                segment,
                name.part(number),
                name.index(number),
                partFirstFrameAt,
                ByteBuffer.wrap(index.toJson()),
                partMedia));
        parts.add(index.sum());
        partMedia.clear();
        partSamples.clear();
        partBytes = 0;
    }

    /**
     * Puts the file together and reads it back, when all its parts are in the store. May be called again when the store
     * was away.
     *
     * @param endedAt until when the last frame was shown
     * @param previousSha256 of the segment before it in the session, null for the first
     */
    ClosedSegment close(CloseReason reason, Instant endedAt, @Nullable String previousSha256) throws IOException {
        SegmentParts stored = new SegmentParts(name, segment, view, format, firstFrameAt, samples, parts);
        return new SegmentClosing(store, checks).close(stored, reason, endedAt, previousSha256);
    }

    /** After {@link #close} has found it damaged. */
    List<String> putAside() throws IOException {
        return new Quarantine(store).putAside(name);
    }

    /** After {@link #close}: the file has all that they held. */
    void deleteParts() throws IOException {
        List<String> done = new ArrayList<>(List.of(name.header()));
        for (int number = 1; number <= parts.size(); number++) {
            done.add(name.part(number));
            done.add(name.index(number));
        }
        for (String part : done) {
            Optional<ObjectVersion> found = store.find(part);
            if (found.isPresent()) {
                store.delete(part, found.get().generation());
            }
        }
    }
}
