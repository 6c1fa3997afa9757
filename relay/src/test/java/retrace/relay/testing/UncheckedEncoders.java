package retrace.relay.testing;

import java.util.function.Supplier;
import retrace.relay.recording.encode.FrameCheck;
import retrace.relay.recording.encode.FrameChecks;
import retrace.relay.recording.encode.VideoEncoder;
import retrace.relay.recording.encode.VideoEncoders;

/** Encoders whose samples are no video and need not be. */
public record UncheckedEncoders(Supplier<VideoEncoder> each) implements VideoEncoders {

    /** One for all segments. */
    public UncheckedEncoders(VideoEncoder encoder) {
        this(() -> encoder);
    }

    @Override
    public VideoEncoder open(int width, int height, int framesPerSecond) {
        return each.get();
    }

    @Override
    public FrameChecks checks() {
        return format -> new FrameCheck() {
            @Override
            public void decode(byte[] sample) {}

            @Override
            public void close() {}
        };
    }
}
