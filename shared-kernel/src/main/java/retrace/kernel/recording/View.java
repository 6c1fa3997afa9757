package retrace.kernel.recording;

/**
 * What a session shows at a time: one monitor, at one frame rate, in one geometry.
 *
 * @param monitor number of the monitor, from 1
 * @param width of the framebuffer in pixels, as is {@code height}
 */
public record View(int monitor, String monitorName, FrameRate frameRate, int width, int height) {}
