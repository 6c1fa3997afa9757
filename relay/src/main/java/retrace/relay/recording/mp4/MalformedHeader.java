package retrace.relay.recording.mp4;

import java.io.IOException;

/** A file is no segment's file as {@link Mp4Header} writes them. Reading it again does not help. */
public final class MalformedHeader extends IOException {

    private static final long serialVersionUID = 1;

    MalformedHeader(String message) {
        super(message);
    }
}
