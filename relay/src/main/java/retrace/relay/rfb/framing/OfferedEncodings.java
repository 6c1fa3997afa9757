package retrace.relay.rfb.framing;

import java.nio.ByteBuffer;
import retrace.relay.rfb.Encoding;

/**
 * Which of the encodings that a viewer offers go on to the streamer: those that the recorder decodes, and those
 * pseudo-encodings whose framing is understood. The cursor and its position are always offered, or the streamer would
 * paint the cursor into the picture.
 */
final class OfferedEncodings {

    private static final int SET_ENCODINGS = 2;
    private static final int HEADER_BYTES = 4;

    private OfferedEncodings() {}

    static boolean isUnderstood(int encoding) {
        return switch (encoding) {
            case Encoding.RAW,
                    Encoding.COPY_RECT,
                    Encoding.RRE,
                    Encoding.CORRE,
                    Encoding.HEXTILE,
                    Encoding.ZLIB,
                    Encoding.TIGHT,
                    Encoding.ZRLE,
                    Encoding.TIGHT_PNG,
                    Encoding.DESKTOP_SIZE,
                    Encoding.LAST_RECT,
                    Encoding.CURSOR,
                    Encoding.X_CURSOR,
                    Encoding.QEMU_EXTENDED_KEY,
                    Encoding.QEMU_AUDIO,
                    Encoding.LED_STATE,
                    Encoding.DESKTOP_NAME,
                    Encoding.EXTENDED_DESKTOP_SIZE,
                    Encoding.FENCE,
                    Encoding.CONTINUOUS_UPDATES,
                    Encoding.CURSOR_WITH_ALPHA,
                    Encoding.VMWARE_CURSOR,
                    Encoding.VMWARE_CURSOR_POSITION,
                    Encoding.EXTENDED_CLIPBOARD -> true;
            default -> isLevel(encoding);
        };
    }

    private static boolean isLevel(int encoding) {
        return encoding >= Encoding.QUALITY_FIRST && encoding <= Encoding.QUALITY_LAST
                || encoding >= Encoding.FINE_QUALITY_FIRST && encoding <= Encoding.FINE_QUALITY_LAST
                || encoding >= Encoding.COMPRESSION_FIRST && encoding <= Encoding.COMPRESSION_LAST;
    }

    /** The whole message as it goes on to the streamer, in the viewer's order of preference. */
    static ByteBuffer filtered(ByteBuffer in, int at, int count) {
        ByteBuffer out = ByteBuffer.allocate(HEADER_BYTES + 4 * (count + 2)).position(HEADER_BYTES);
        for (int i = 0; i < count; i++) {
            int encoding = in.getInt(at + HEADER_BYTES + 4 * i);
            if (isUnderstood(encoding)) {
                out.putInt(encoding);
            }
        }
        for (int encoding : new int[] {Encoding.CURSOR, Encoding.VMWARE_CURSOR_POSITION}) {
            if (!offers(encoding, in, at, count)) {
                out.putInt(encoding);
            }
        }
        return finished(out);
    }

    static boolean offers(int encoding, ByteBuffer in, int at, int count) {
        for (int i = 0; i < count; i++) {
            if (in.getInt(at + HEADER_BYTES + 4 * i) == encoding) {
                return true;
            }
        }
        return false;
    }

    /** For a viewer that offers nothing and so takes Raw. */
    static ByteBuffer ofASilentViewer() {
        ByteBuffer out = ByteBuffer.allocate(HEADER_BYTES + 12).position(HEADER_BYTES);
        return finished(out.putInt(Encoding.RAW).putInt(Encoding.CURSOR).putInt(Encoding.VMWARE_CURSOR_POSITION));
    }

    private static ByteBuffer finished(ByteBuffer out) {
        int count = (out.position() - HEADER_BYTES) / 4;
        return out.put(0, (byte) SET_ENCODINGS).putShort(2, (short) count).flip();
    }
}
