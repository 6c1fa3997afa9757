package retrace.relay.recording;

import java.time.Instant;
import retrace.kernel.recording.CloseReason;
import retrace.kernel.recording.FrameRate;
import retrace.relay.rfb.PixelFormat;

/**
 * Where the forwarding path hands over what a streamer sent, in order and complete, from the first byte after
 * ServerInit on. One for each streamer connection.
 *
 * <p>Thread-safe; a call waits while the recorder is so far behind that its queue is full.
 */
public interface RecordingTap {

    /**
     * Copies the bytes.
     *
     * @param arrivedAt when they came, not before what came earlier; the recording's times are made of these
     * @throws RecordingUnavailable where the recorder has failed, then and from then on
     */
    void received(byte[] bytes, int offset, int length, Instant arrivedAt)
            throws RecordingUnavailable, InterruptedException;

    /** Updates after this point of the stream have pixels of this format. */
    void pixelFormatChanged(PixelFormat format) throws RecordingUnavailable, InterruptedException;

    void frameRateChanged(FrameRate frameRate, Instant at) throws RecordingUnavailable, InterruptedException;

    /**
     * No more will come: what had been handed over is recorded as far as that is possible, and the open segment taken to
     * its closing, which {@link SessionRecording#close} waits for. Waits a minute at most. The second call does nothing.
     */
    void close(CloseReason reason, Instant at);

    /** For sessions that are not recorded. */
    RecordingTap NONE = new RecordingTap() {
        @Override
        public void received(byte[] bytes, int offset, int length, Instant arrivedAt) {}

        @Override
        public void pixelFormatChanged(PixelFormat format) {}

        @Override
        public void frameRateChanged(FrameRate frameRate, Instant at) {}

        @Override
        public void close(CloseReason reason, Instant at) {}
    };
}
