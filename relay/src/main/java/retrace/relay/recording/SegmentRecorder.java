package retrace.relay.recording;

import java.io.IOException;
import java.time.Duration;
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

    /** A message that is this long on its way does not hold back what it has painted; at least a frame's interval. */
    private static final Duration LONG_MESSAGE = Duration.ofSeconds(1);

    /**
     * While the streamer paints the cursor itself a frame waits so long: the relay then tells it that the pointer is where
     * it is, and the streamer takes the cursor away. Some round trips to the endpoint.
     */
    private static final Duration CURSOR_GOES = Duration.ofMillis(300);

    /** Before a resize Xvnc tells of other screens for a moment: while {@code xrandr} takes the old one away, say. */
    private static final Duration SCREENS_SETTLE = Duration.ofMillis(500);

    private final Framebuffer framebuffer;
    private final SessionRecording session;
    private final MonitorOfView monitor;
    private final RecordingSettings settings;
    private final FrameClock clock;
    private FrameRate frameRate;
    private @Nullable Open open;
    private @Nullable CloseReason split;
    private @Nullable Instant otherScreensFrom;
    private Instant messageSince = Instant.EPOCH;
    private boolean cursorMayBePainted;

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
        if (cursorMayBePainted && (!first || framebuffer.isWhollyPainted())) {
            clock.changedButMayWait(at.plus(CURSOR_GOES));
        } else if (!first) {
            clock.changed(at);
        } else if (framebuffer.isWhollyPainted()) {
            clock.hurry(at);
        } else {
            clock.changedButMayWait(at.plus(settings.firstPictureWait()));
        }
        if (clock.isDue(at)) {
            takeFrame(at); // also where it fell due while the update was still coming: the picture is of now
        }
        storeDuePart(at);
    }

    void cursorSent(int width, int height) {
        cursorMayBePainted = width == 0 || height == 0;
    }

    void messageBegins(Instant at) {
        messageSince = at;
    }

    /** As {@link #passTime} while a message is being read: an update that takes long is shown as far as it is painted. */
    void passTimeInMessage(Instant now) throws IOException {
        if (hasUnrecordedPicture() && !now.isBefore(messageSince.plus(LONG_MESSAGE))) {
            messageSince = now;
            takeFrame(now);
        }
        storeDuePart(now);
    }

    @Nullable
    Instant nextDueInMessage() {
        return earlier(hasUnrecordedPicture() ? messageSince.plus(LONG_MESSAGE) : null, partDue());
    }

    private boolean hasUnrecordedPicture() {
        return clock.due() != null || !framebuffer.damage().isEmpty();
    }

    /** What is due by {@code now} is done. */
    void passTime(Instant now) throws IOException {
        splitForOtherScreens(now);
        Instant due = clock.due();
        if (due != null && !due.isAfter(now)) {
            takeFrame(due);
        }
        storeDuePart(now);
    }

    private void splitForOtherScreens(Instant now) throws IOException {
        Instant from = otherScreensFrom;
        if (from != null && !from.isAfter(now) && split == null) {
            split = CloseReason.MONITOR_SWITCHED;
            takeFrame(from);
        }
    }

    private void storeDuePart(Instant now) throws IOException {
        Instant due = partDue();
        if (open != null && due != null && !due.isAfter(now)) {
            open.writer.storePart();
        }
    }

    private @Nullable Instant partDue() {
        return open == null ? null : open.writer.partDue().orElse(null);
    }

    /** When {@link #passTime} next has something to do; null where never. */
    @Nullable
    Instant nextDue() {
        return earlier(otherScreensFrom, earlier(clock.due(), partDue()));
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }

    /** The framebuffer is about to change its size: what it shows is recorded, the next frame begins a segment. */
    void resizing(int newWidth, int newHeight, Instant at) throws IOException {
        if (open == null || split != null) {
            return;
        }
        if (clock.due() != null) {
            takeFrame(at);
        }
        otherScreensFrom = null;
        boolean turned = newWidth == framebuffer.height() && newHeight == framebuffer.width();
        split = turned ? CloseReason.ORIENTATION_CHANGED : CloseReason.RESOLUTION_CHANGED;
    }

    /** Begins a segment of the other screens, unless they turn out to belong to a resize. */
    void screensChanged(Instant at) {
        if (open != null && split == null && otherScreensFrom == null) {
            otherScreensFrom = at.plus(SCREENS_SETTLE);
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
        splitForOtherScreens(at);
        if (hasUnrecordedPicture()) {
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
            otherScreensFrom = null;
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
        if (!current.encoder.takeIn(framebuffer.pixels(), framebuffer.damage().rectangles())) {
            return; // painted again as it was
        }
        boolean key = !at.isBefore(current.lastKeyAt.plus(settings.keyFrameInterval()));
        EncodedFrame frame = encode(current.encoder, List.of(), key);
        if (!current.writer.hasRoomFor(frame)) {
            closeOpen(CloseReason.SIZE_LIMIT, at);
            begin(at);
            return;
        }
        current.writer.add(frame, at);
        if (frame.key()) {
            current.lastKeyAt = at;
        }
    }

    /** The first frame of a segment is the whole picture. */
    private void begin(Instant at) throws IOException {
        int width = framebuffer.width();
        int height = framebuffer.height();
        VideoEncoder encoder = session.encoders().open(width, height, frameRate.perSecond());
        SegmentWriter writer;
        try {
            writer = session.begin(monitor.view(frameRate, width, height), encoder.format(), at);
        } catch (IOException e) {
            encoder.close();
            throw e;
        }
        EncodedFrame frame;
        try {
            frame = encode(encoder, List.of(new Rectangle(0, 0, width, height)), true);
            if (!writer.hasRoomFor(frame)) {
                throw new EncodingFailed("One picture of " + width + "x" + height + " takes " + frame.data().length
                        + " bytes, more than a segment may have.");
            }
        } catch (RuntimeException e) {
            encoder.close();
            session.givenUp();
            throw e;
        }
        open = new Open(writer, encoder, at);
        session.opened(writer, at);
        writer.add(frame, at);
    }

    private EncodedFrame encode(VideoEncoder encoder, List<Rectangle> damage, boolean key) {
        return session.metrics().encoding(() -> encoder.encode(framebuffer.pixels(), damage, key));
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
