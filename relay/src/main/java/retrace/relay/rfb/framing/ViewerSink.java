package retrace.relay.rfb.framing;

import java.io.IOException;
import java.nio.ByteBuffer;
import retrace.relay.rfb.PixelFormat;

/** Where {@link ViewerFraming} sends what it has framed, in the order of the stream. */
public interface ViewerSink {

    /** For the streamer. {@code bytes} is good during the call only. */
    void passed(ByteBuffer bytes) throws IOException;

    /**
     * The viewer wants pixels of this format. Returns when what comes after it may follow.
     *
     * @param message SetPixelFormat as the viewer sent it
     */
    void pixelFormatWanted(PixelFormat format, ByteBuffer message) throws IOException, InterruptedException;
}
