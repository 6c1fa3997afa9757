package retrace.relay.recording;

import java.io.IOException;

/** What the store has of a segment is not what was recorded, or cannot be shown. Trying again does not help. */
final class DamagedSegment extends IOException {

    private static final long serialVersionUID = 1L;

    DamagedSegment(String message) {
        super(message);
    }
}
