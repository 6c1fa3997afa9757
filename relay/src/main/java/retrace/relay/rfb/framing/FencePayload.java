package retrace.relay.rfb.framing;

import java.nio.ByteBuffer;
import java.security.SecureRandom;

/** What the relay puts into its own fences, so that it knows their answers from those to the viewer's. */
public final class FencePayload {

    private static final int BYTES = 16;
    private static final int REQUEST_SYNC_NEXT = 0x80000000 | 4;
    private static final int TYPE = 248;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final ByteBuffer payload;

    private FencePayload(byte[] payload) {
        this.payload = ByteBuffer.wrap(payload);
    }

    static FencePayload create() {
        byte[] payload = new byte[BYTES];
        RANDOM.nextBytes(payload);
        return new FencePayload(payload);
    }

    /** A fence whose answer comes exactly where the message after it takes effect (rfbproto, "ClientFence"). */
    public ByteBuffer request() {
        return ByteBuffer.allocate(9 + BYTES)
                .put((byte) TYPE)
                .put(new byte[3])
                .putInt(REQUEST_SYNC_NEXT)
                .put((byte) BYTES)
                .put(payload.duplicate())
                .flip();
    }

    boolean isAt(ByteBuffer in, int at, int length) {
        return length == BYTES && in.slice(at, length).equals(payload);
    }
}
