package retrace.relay.recording.encode;

/** Makes an encoder for each segment. */
@FunctionalInterface
public interface VideoEncoders {

    /**
     * @param width of the pictures in pixels, as is {@code height}; any size that a framebuffer may have
     * @param framesPerSecond at most so many will come
     */
    VideoEncoder open(int width, int height, int framesPerSecond);

    /** Looks whether what such an encoder has made can be decoded. */
    default FrameChecks checks() {
        return H264Check::new;
    }
}
