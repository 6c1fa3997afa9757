package retrace.infra.launcher.console;

import com.microsoft.playwright.WebSocketRoute;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Carries a viewer's messages to the relay but for its offer to take JPEG, so that a server sends pixels as they are.
 * The viewer itself cannot be told so: it always offers some quality.
 */
final class WithoutJpeg {

    private static final int SET_ENCODINGS = 2;
    private static final int HEADER_BYTES = 4;
    private static final int QUALITY_FIRST = -32;
    private static final int QUALITY_LAST = -23;

    private WithoutJpeg() {}

    static void carry(WebSocketRoute viewer) {
        WebSocketRoute relay = viewer.connectToServer();
        viewer.onMessage(frame -> {
            byte @Nullable [] message = frame.binary();
            if (message != null) {
                relay.send(withoutQuality(message));
            }
        });
    }

    /** RFC 6143, 7.5.2: the type, a byte of padding, the count, the encodings. */
    private static byte[] withoutQuality(byte[] message) {
        ByteBuffer in = ByteBuffer.wrap(message);
        if (message.length < HEADER_BYTES
                || message[0] != SET_ENCODINGS
                || message.length != HEADER_BYTES + Integer.BYTES * in.getShort(2)) {
            return message;
        }
        ByteBuffer out = ByteBuffer.allocate(message.length).position(HEADER_BYTES);
        in.position(HEADER_BYTES);
        while (in.hasRemaining()) {
            int encoding = in.getInt();
            if (encoding < QUALITY_FIRST || encoding > QUALITY_LAST) {
                out.putInt(encoding);
            }
        }
        int count = (out.position() - HEADER_BYTES) / Integer.BYTES;
        out.put(0, (byte) SET_ENCODINGS).putShort(2, (short) count).flip();
        byte[] rest = new byte[out.remaining()];
        out.get(rest);
        return rest;
    }
}
