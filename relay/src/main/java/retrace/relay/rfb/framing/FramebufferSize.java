package retrace.relay.rfb.framing;

import retrace.relay.rfb.Rectangle;
import retrace.relay.rfb.RfbViolation;
import retrace.relay.rfb.decode.Framebuffer;

/** In pixels, within what the recorder can keep. */
public record FramebufferSize(int width, int height) {

    public FramebufferSize {
        if (width < 1
                || height < 1
                || width > Framebuffer.SIDE_MAX
                || height > Framebuffer.SIDE_MAX
                || (long) width * height > Framebuffer.PIXELS_MAX) {
            throw new RfbViolation("The streamer announces a framebuffer of " + width + "x" + height
                    + " pixels; the relay takes 1 to " + Framebuffer.SIDE_MAX + " a side and " + Framebuffer.PIXELS_MAX
                    + " in all.");
        }
    }

    public Rectangle area() {
        return new Rectangle(0, 0, width, height);
    }
}
