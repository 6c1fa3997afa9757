package retrace.relay.session;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import retrace.kernel.session.EndReason;
import retrace.relay.connection.Connection;
import retrace.relay.recording.RecordingTap;
import retrace.relay.recording.RecordingUnavailable;
import retrace.relay.rfb.PixelFormat;
import retrace.relay.rfb.RfbViolation;
import retrace.relay.rfb.framing.Conversation;
import retrace.relay.rfb.framing.FramebufferSize;
import retrace.relay.rfb.framing.StreamerFraming;
import retrace.relay.rfb.framing.StreamerSink;

/**
 * Carries what the streamer sends to the viewer first and then to the recorder, so that pixels do not wait for it. The
 * recorder gets every byte, also those that no viewer takes any more.
 */
final class StreamerPump implements StreamerSink {

    private final Connection streamer;
    private final Connection viewer;
    private final RecordingTap tap;
    private final ViewerNotice notice;
    private final Consumer<FramebufferSize> resizes;
    private final RelayMetrics metrics;
    private final InstantSource clock;
    private final StreamerFraming framing;
    private final int bufferBytes;
    private final byte[] forRecorder;
    private Instant arrivedAt = Instant.EPOCH;

    StreamerPump(
            Connection streamer,
            Connection viewer,
            RecordingTap tap,
            Conversation conversation,
            ViewerNotice notice,
            PausedPassing pause,
            PixelFormat format,
            Consumer<FramebufferSize> resizes,
            int bufferBytes,
            RelayMetrics metrics,
            InstantSource clock) {
        this.streamer = streamer;
        this.viewer = viewer;
        this.tap = tap;
        this.notice = notice;
        this.resizes = resizes;
        this.bufferBytes = bufferBytes;
        this.metrics = metrics;
        this.clock = clock;
        framing = new StreamerFraming(conversation, format, this, pause);
        forRecorder = new byte[tap.equals(RecordingTap.NONE) ? 0 : bufferBytes];
    }

    /** Carries until one side has ended. */
    ViewEnd run() throws InterruptedException {
        try (Arena arena = Arena.ofShared()) {
            ByteBuffer buffer = arena.allocate(bufferBytes).asByteBuffer();
            while (read(buffer)) {
                arrivedAt = clock.instant();
                frame(buffer.flip());
                buffer.compact();
            }
            return ViewEnd.of(EndReason.STREAMER_LEFT, "The computer ended the connection.");
        } catch (PeerGone e) {
            return ViewEnd.of(e.reason(), String.valueOf(e.getMessage()));
        } catch (RfbViolation e) {
            return ViewEnd.of(EndReason.PROTOCOL_VIOLATION, String.valueOf(e.getMessage()));
        } catch (RecordingFailed e) {
            return e.end();
        } catch (IOException e) {
            throw new IllegalStateException("a failure that belongs to no peer", e);
        }
    }

    private void frame(ByteBuffer buffer) throws IOException, InterruptedException {
        notice.streamerSpeaks();
        try {
            framing.frame(buffer);
        } finally {
            notice.streamerPauses(framing.isBetweenMessages());
        }
    }

    private boolean read(ByteBuffer buffer) throws PeerGone {
        try {
            return streamer.read(buffer) >= 0;
        } catch (IOException e) {
            throw PeerGone.streamer(e);
        }
    }

    @Override
    public void passed(ByteBuffer bytes) throws IOException, InterruptedException {
        try {
            write(bytes.duplicate());
        } finally {
            record(bytes);
        }
    }

    @Override
    public void withheld(ByteBuffer bytes) throws IOException, InterruptedException {
        record(bytes);
    }

    @Override
    public void inserted(ByteBuffer bytes) throws IOException {
        write(bytes);
    }

    private void write(ByteBuffer bytes) throws PeerGone {
        int count = bytes.remaining();
        try {
            viewer.write(bytes);
        } catch (IOException e) {
            throw PeerGone.viewer(e);
        }
        metrics.sentToViewer(count);
    }

    private void record(ByteBuffer bytes) throws RecordingFailed, InterruptedException {
        if (tap.equals(RecordingTap.NONE)) {
            return;
        }
        int count = bytes.remaining();
        bytes.get(forRecorder, 0, count);
        long start = System.nanoTime();
        try {
            tap.received(forRecorder, 0, count, arrivedAt);
        } catch (RecordingUnavailable e) {
            throw new RecordingFailed(e);
        }
        metrics.waitedForRecorder(System.nanoTime() - start);
    }

    @Override
    public void pixelFormatChanged(PixelFormat format) throws IOException, InterruptedException {
        notice.formatChanged(format);
        try {
            tap.pixelFormatChanged(format);
        } catch (RecordingUnavailable e) {
            throw new RecordingFailed(e);
        }
    }

    @Override
    public void resized(FramebufferSize size) {
        notice.resized();
        resizes.accept(size);
    }

    /** The recorder has failed, by the streamer's fault or by ours. */
    private static final class RecordingFailed extends IOException {

        private static final long serialVersionUID = 1;

        RecordingFailed(RecordingUnavailable cause) {
            super(cause);
        }

        ViewEnd end() {
            String sentence = "";
            for (Throwable cause = getCause(); cause != null; cause = cause.getCause()) {
                if (cause instanceof RfbViolation) {
                    return ViewEnd.of(EndReason.PROTOCOL_VIOLATION, String.valueOf(cause.getMessage()));
                }
                if (cause instanceof RecordingUnavailable) {
                    sentence = String.valueOf(cause.getMessage());
                }
            }
            return ViewEnd.of(EndReason.RECORDING_UNAVAILABLE, sentence);
        }
    }
}
