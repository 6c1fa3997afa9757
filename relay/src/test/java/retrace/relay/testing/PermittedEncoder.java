package retrace.relay.testing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import retrace.relay.recording.encode.EncodedFrame;
import retrace.relay.recording.encode.VideoEncoder;
import retrace.relay.recording.encode.VideoFormat;
import retrace.relay.rfb.Rectangle;

/** Encodes a frame for each permit, and remembers the first pixel of each. */
public final class PermittedEncoder implements VideoEncoder {

    private final Semaphore permits = new Semaphore(0);
    private final List<Integer> firstPixels = new CopyOnWriteArrayList<>();

    public void permit(int frames) {
        permits.release(frames);
    }

    public List<Integer> firstPixels() {
        return firstPixels;
    }

    @Override
    public EncodedFrame encode(int[] pixels, List<Rectangle> damage, boolean key) {
        permits.acquireUninterruptibly();
        firstPixels.add(pixels[0]);
        return new EncodedFrame(new byte[] {0, 0, 0, 1, (byte) pixels[0]}, key);
    }

    @Override
    public VideoFormat format() {
        return new VideoFormat(64, 64, new byte[8]);
    }

    @Override
    public void close() {}
}
