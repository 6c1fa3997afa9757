package retrace.relay.testing;

import java.util.List;
import retrace.relay.recording.encode.EncodedFrame;
import retrace.relay.recording.encode.VideoEncoder;
import retrace.relay.recording.encode.VideoFormat;
import retrace.relay.rfb.Rectangle;

/** Makes 100 KB of every picture and takes no time for it, to fill disks with. */
public final class HeavyEncoder implements VideoEncoder {

    public static final int FRAME_BYTES = 100_000;

    @Override
    public EncodedFrame encode(int[] pixels, List<Rectangle> damage, boolean key) {
        return new EncodedFrame(new byte[FRAME_BYTES], key);
    }

    @Override
    public VideoFormat format() {
        return new VideoFormat(64, 48, new byte[8]);
    }

    @Override
    public void close() {}
}
