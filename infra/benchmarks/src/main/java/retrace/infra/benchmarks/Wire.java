package retrace.infra.benchmarks;

import java.nio.charset.StandardCharsets;

/** The few bytes of RFB (RFC 6143) that the peers of a benchmark say. */
final class Wire {

    static final byte[] VERSION = "RFB 003.008\n".getBytes(StandardCharsets.US_ASCII);
    static final int NO_AUTHENTICATION = 1;
    static final int VNC_AUTHENTICATION = 2;
    static final int SET_ENCODINGS = 2;
    static final int FRAMEBUFFER_UPDATE_REQUEST = 3;

    /** ZRLE, CopyRect, Hextile, Raw, LastRect, Cursor: what the captured session was asked in. */
    private static final int[] ENCODINGS = {16, 1, 5, 0, -224, -239};

    private Wire() {}

    static int[] encodings() {
        return ENCODINGS.clone();
    }
}
