package retrace.relay.rfb.framing;

import java.io.IOException;
import java.nio.ByteBuffer;
import retrace.relay.rfb.PixelFormat;

/** Where {@link StreamerFraming} sends what it has framed, in the order of the stream. */
public interface StreamerSink {

    /** For the viewer and the recorder. {@code bytes} is good during the call only. */
    void passed(ByteBuffer bytes) throws IOException, InterruptedException;

    /** For the recorder alone; the viewer did not ask for it. */
    void withheld(ByteBuffer bytes) throws IOException, InterruptedException;

    /** For the viewer alone, in place of what was withheld. */
    void inserted(ByteBuffer bytes) throws IOException, InterruptedException;

    /** Pixels after this point are of this format. */
    void pixelFormatChanged(PixelFormat format) throws IOException, InterruptedException;

    /** The framebuffer has another size from here on. */
    void resized(FramebufferSize size);
}
