package retrace.infra.streamer.rfb;

import java.io.IOException;

/** A client did what RFB does not allow, or what this server does not do; it ends that client's connection only. */
final class ProtocolViolation extends IOException {

    private static final long serialVersionUID = 1L;

    ProtocolViolation(String what) {
        super(what);
    }
}
