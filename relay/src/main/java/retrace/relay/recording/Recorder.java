package retrace.relay.recording;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import retrace.kernel.recording.CloseReason;
import retrace.kernel.recording.FrameRate;
import retrace.relay.recording.encode.EncodingFailed;
import retrace.relay.rfb.PixelFormat;
import retrace.relay.rfb.RfbViolation;
import retrace.relay.rfb.decode.Framebuffer;
import retrace.relay.rfb.decode.RfbInput;
import retrace.relay.rfb.decode.ServerMessageDecoder;

/** Records one streamer connection on a thread of its own: queue, decoder, framebuffer, segments. */
final class Recorder implements RecordingTap {

    private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);
    private static final Duration CLOSING_MAX = Duration.ofMinutes(1);
    private static final Duration CLOSING_MAX_WITHOUT_ROOM = Duration.ofSeconds(2);

    private final RecorderQueue queue;
    private final RecorderLoop loop;
    private final SessionRecording session;
    private final Thread thread;

    Recorder(
            SessionRecording session,
            MonitorOfView monitor,
            FrameRate frameRate,
            PixelFormat format,
            int width,
            int height,
            InstantSource clock) {
        this.session = session;
        queue = new RecorderQueue(session.settings().queueBytesMax());
        Framebuffer framebuffer = new Framebuffer(width, height);
        SegmentRecorder segments = new SegmentRecorder(framebuffer, session, monitor, frameRate);
        loop = new RecorderLoop(queue, framebuffer, format, segments, clock);
        thread = Thread.ofPlatform()
                .name("recorder " + session.session())
                .daemon()
                .unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    private void run() {
        session.metrics().recorderStarted(queue);
        try {
            recordToTheEnd();
        } finally {
            session.metrics().recorderEnded(queue);
            session.ended(this);
        }
    }

    private void recordToTheEnd() {
        try {
            loop.run();
        } catch (RfbViolation e) {
            failed("What the computer sent could not be recorded: " + e.getMessage(), e);
        } catch (IOException e) {
            failed("The recording could not be stored.", e);
        } catch (EncodingFailed e) {
            failed("The recording could not be encoded. " + e.getMessage(), e);
        } catch (InterruptedException e) {
            failed("The recorder was stopped.", e);
        } catch (RuntimeException | OutOfMemoryError e) {
            failed("The recorder failed.", e);
        }
    }

    private void failed(String sentence, Throwable cause) {
        LOG.error("session={} {}", session.session(), sentence, cause);
        queue.fail(new RecordingUnavailable(sentence, cause));
        loop.closeWhatThereIs();
    }

    @Override
    public void received(byte[] bytes, int offset, int length, Instant arrivedAt)
            throws RecordingUnavailable, InterruptedException {
        queue.received(bytes, offset, length, arrivedAt);
    }

    @Override
    public void pixelFormatChanged(PixelFormat format) throws RecordingUnavailable, InterruptedException {
        queue.mark(new RecorderQueue.FormatChanged(format));
    }

    @Override
    public void frameRateChanged(FrameRate frameRate, Instant at) throws RecordingUnavailable, InterruptedException {
        queue.mark(new RecorderQueue.RateChanged(frameRate, at));
    }

    @Override
    public void close(CloseReason reason, Instant at) {
        queue.close(reason, at);
        Duration most = session.isWithoutRoom() ? CLOSING_MAX_WITHOUT_ROOM : CLOSING_MAX;
        try {
            if (!thread.join(most)) {
                LOG.error("session={} the recorder is still busy after {}", session.session(), most);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void awaitEnd() throws InterruptedException {
        thread.join();
    }

    /** What the recorder's thread does. */
    private static final class RecorderLoop {

        private final QueueInput input;
        private final SegmentRecorder segments;
        private final ServerMessageDecoder decoder;

        RecorderLoop(
                RecorderQueue queue,
                Framebuffer framebuffer,
                PixelFormat format,
                SegmentRecorder segments,
                InstantSource clock) {
            this.segments = segments;
            input = new QueueInput(queue, clock);
            SegmentedPicture picture = new SegmentedPicture(segments, input);
            decoder = new ServerMessageDecoder(framebuffer, format, picture);
            input.tellLongMessages(picture);
            input.tellFormatChanges(decoder::pixelFormatChanged);
        }

        void run() throws IOException, InterruptedException {
            try (decoder) {
                while (input.awaitBytes(segments.nextDue())) {
                    segments.passTime(input.now());
                    applyRateChange();
                    if (input.hasBytes()) {
                        segments.messageBegins(input.now());
                        decoder.readMessage(input);
                    }
                }
            } catch (RfbInput.EndOfStream e) {
                // in the middle of a message: what was painted counts
            } catch (SegmentedPicture.StoreFailed e) {
                throw e.cause();
            }
            RecorderQueue.Closed closed = input.closed();
            segments.passTime(closed.at());
            segments.close(closed.reason(), closed.at());
        }

        private void applyRateChange() throws IOException {
            RecorderQueue.@Nullable RateChanged change = input.takeRateChange();
            if (change != null) {
                segments.frameRateChanged(change.frameRate(), change.at());
            }
        }

        void closeWhatThereIs() {
            try {
                segments.close(CloseReason.SESSION_ENDED, input.now());
            } catch (IOException | RuntimeException e) {
                LOG.error("the last picture could not be recorded after the recorder had failed", e);
                segments.closeWithoutAFrame(CloseReason.SESSION_ENDED, input.now());
            }
        }
    }
}
