package retrace.relay.recording;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import retrace.kernel.recording.CloseReason;
import retrace.kernel.recording.FrameRate;
import retrace.relay.recording.encode.EncodedFrame;
import retrace.relay.recording.encode.EncodingFailed;
import retrace.relay.recording.encode.VideoEncoder;
import retrace.relay.rfb.Rectangle;
import retrace.relay.rfb.decode.Framebuffer;

/**
 * Makes frames of what the framebuffer shows, and segments of frames: decides when a segment ends and why.
 *
 * <p>Thread: the recorder's only.
 */
final class SegmentRecorder {

    private final Framebuffer framebuffer;
    private final SessionRecording session;
    private final MonitorOfView monitor;
    private final RecordingSettings settings;
    private final FrameClock clock;
    private FrameRate frameRate;
    private @Nullable Open open;
    private @Nullable CloseReason split;

    /** A segment that takes frames. */
    private static final class Open {
        private final SegmentWriter writer;
        private final VideoEncoder encoder;
        private Instant lastKeyAt;

        Open(SegmentWriter writer, VideoEncoder encoder, Instant at) {
            this.writer = writer;
            this.encoder = encoder;
            lastKeyAt = at;
        }
    }

    SegmentRecorder(Framebuffer framebuffer, SessionRecording session, MonitorOfView monitor, FrameRate frameRate) {
        this.framebuffer = framebuffer;
        this.session = session;
        this.monitor = monitor;
        this.frameRate = frameRate;
        settings = session.settings();
        clock = new FrameClock(frameRate);
    }

    /** An update has been painted. */
    void updated(Instant at) throws IOException {
        boolean first = open == null || split != null;
        if (framebuffer.damage().isEmpty() && split == null) {
            return;
        }
        if (!first) {
            clock.changed(at);
        } else if (framebuffer.isWhollyPainted()) {
            clock.hurry(at);
        } else {
            clock.changedButMayWait(at.plus(settings.firstPictureWait()));
        }
        passTime(at);
    }

    /** What is due by {@code now} is done. */
    void passTime(Instant now) throws IOException {
        Instant due = clock.due();
        if (due != null && !due.isAfter(now)) {
            takeFrame(due);
        }
        if (open != null
                && open.writer.partDue().filter(part -> !part.isAfter(now)).isPresent()) {
            open.writer.storePart();
        }
    }

    /** When {@link #passTime} next has something to do; null where never. */
    @Nullable
    Instant nextDue() {
        Instant frame = clock.due();
        Instant part = open == null ? null : open.writer.partDue().orElse(null);
        if (frame == null || part == null) {
            return frame == null ? part : frame;
        }
        return frame.isBefore(part) ? frame : part;
    }

    /** The framebuffer is about to change its size: what it shows is recorded, the next frame begins a segment. */
    void resizing(int newWidth, int newHeight, Instant at) throws IOException {
        if (open == null || split != null) {
            return;
        }
        if (clock.due() != null) {
            takeFrame(at);
        }
        boolean turned = newWidth == framebuffer.height() && newHeight == framebuffer.width();
        split = turned ? CloseReason.ORIENTATION_CHANGED : CloseReason.RESOLUTION_CHANGED;
    }

    void screensChanged() {
        if (open != null && split == null) {
            split = CloseReason.MONITOR_SWITCHED;
        }
    }

    /** Begins a segment with the picture as it is now. */
    void frameRateChanged(FrameRate rate, Instant at) throws IOException {
        if (rate.equals(frameRate)) {
            return;
        }
        frameRate = rate;
        clock.rateChanged(rate);
        if (open != null) {
            if (split == null) {
                split = CloseReason.FRAME_RATE_CHANGED;
            }
            takeFrame(at);
        }
    }

    /** Records what is not yet recorded and closes the segment. */
    void close(CloseReason reason, Instant at) throws IOException {
        if (clock.due() != null) {
            takeFrame(at);
        }
        closeOpen(reason, at);
    }

    /** Closes the segment with the frames that it has. */
    void closeWithoutAFrame(CloseReason reason, Instant at) {
        closeOpen(reason, at);
    }

    private void takeFrame(Instant wanted) throws IOException {
        Instant at =
                open == null ? wanted : later(wanted, open.writer.lastFrameAt().plusMillis(1));
        if (open == null || split != null) {
            CloseReason reason = split;
            split = null;
            if (reason != null) {
                closeOpen(reason, at);
            }
            begin(at);
        } else {
            append(open, at);
        }
        framebuffer.damage().clear();
        clock.taken(at);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private void append(Open current, Instant at) throws IOException {
        boolean key = !at.isBefore(current.lastKeyAt.plus(settings.keyFrameInterval()));
        EncodedFrame frame = current.encoder.encode(
                framebuffer.pixels(), framebuffer.damage().rectangles(), key);
        if (!current.writer.hasRoomFor(frame)) {
            closeOpen(CloseReason.SIZE_LIMIT, at);
            begin(at);
            return;
        }
        current.writer.add(frame, at);
        if (frame.key()) {
            current.lastKeyAt = at;
        }
        session.metrics().frameRecorded(frame.data().length);
    }

    /** The first frame of a segment is the whole picture. */
    private void begin(Instant at) throws IOException {
        int width = framebuffer.width();
        int height = framebuffer.height();
        VideoEncoder encoder = session.encoders().open(width, height, frameRate.perSecond());
        Open begun = new Open(session.begin(monitor.view(frameRate, width, height), encoder.format(), at), encoder, at);
        EncodedFrame frame = encoder.encode(framebuffer.pixels(), List.of(new Rectangle(0, 0, width, height)), true);
        if (!begun.writer.hasRoomFor(frame)) {
            encoder.close();
            throw new EncodingFailed("One picture of " + width + "x" + height + " takes " + frame.data().length
                    + " bytes, more than a segment may have.");
        }
        begun.writer.add(frame, at);
        open = begun;
        session.opened(begun.writer, at);
        session.metrics().frameRecorded(frame.data().length);
    }

    private void closeOpen(CloseReason reason, Instant at) {
        Open closing = open;
        open = null;
        if (closing != null) {
            closing.encoder.close();
            session.close(closing.writer, reason, at);
        }
    }
}
