package retrace.relay.session;

import java.io.IOException;
import retrace.kernel.session.EndReason;

/** A connection has ended or broken: says whose. */
final class PeerGone extends IOException {

    private static final long serialVersionUID = 1;

    private final EndReason reason;

    private PeerGone(EndReason reason, String sentence, Throwable cause) {
        super(sentence, cause);
        this.reason = reason;
    }

    static PeerGone viewer(IOException cause) {
        return new PeerGone(EndReason.TECHNICIAN_LEFT, "The connection to the technician's viewer broke.", cause);
    }

    static PeerGone streamer(IOException cause) {
        return new PeerGone(EndReason.STREAMER_LEFT, "The connection to the computer broke.", cause);
    }

    EndReason reason() {
        return reason;
    }
}
