package retrace.infra.streamer.rfb;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import retrace.infra.streamer.screen.Area;

/** What a client says after the handshake (RFC 6143, 7.5). */
sealed interface ClientMessage {

    /** Far above what any viewer lists. */
    int ENCODINGS_MAX = 1024;

    /** Text that a viewer's clipboard may send; it is passed over, the desktop has no clipboard. */
    int CLIPBOARD_BYTES_MAX = 1 << 20;

    record SetPixelFormat(PixelFormat format) implements ClientMessage {}

    record SetEncodings(List<Integer> encodings) implements ClientMessage {}

    record UpdateRequest(boolean isIncremental, Area area) implements ClientMessage {}

    record KeyEvent(boolean isDown, int symbol) implements ClientMessage {}

    record PointerEvent(int x, int y, int buttons) implements ClientMessage {}

    record CutText(int bytes) implements ClientMessage {}

    /** A wish for another size; it is always refused, the desktop's size is its own. */
    record SetDesktopSize(int width, int height) implements ClientMessage {}

    /** Blocks for the next message. */
    static ClientMessage read(DataInputStream in) throws IOException {
        int type = in.readUnsignedByte();
        return switch (type) {
            case 0 -> {
                in.skipNBytes(3);
                yield new SetPixelFormat(PixelFormat.read(in));
            }
            case 2 -> readEncodings(in);
            case 3 -> new UpdateRequest(in.readUnsignedByte() != 0, readArea(in));
            case 4 -> {
                boolean isDown = in.readUnsignedByte() != 0;
                in.skipNBytes(2);
                yield new KeyEvent(isDown, in.readInt());
            }
            case 5 -> {
                int buttons = in.readUnsignedByte();
                yield new PointerEvent(in.readUnsignedShort(), in.readUnsignedShort(), buttons);
            }
            case 6 -> readCutText(in);
            case 251 -> readDesktopSize(in);
            default -> throw new ProtocolViolation("a message of type " + type);
        };
    }

    private static Area readArea(DataInputStream in) throws IOException {
        return new Area(in.readUnsignedShort(), in.readUnsignedShort(), in.readUnsignedShort(), in.readUnsignedShort());
    }

    private static SetEncodings readEncodings(DataInputStream in) throws IOException {
        in.skipNBytes(1);
        int count = in.readUnsignedShort();
        if (count > ENCODINGS_MAX) {
            throw new ProtocolViolation(count + " encodings, more than " + ENCODINGS_MAX);
        }
        List<Integer> encodings = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            encodings.add(in.readInt());
        }
        return new SetEncodings(List.copyOf(encodings));
    }

    private static CutText readCutText(DataInputStream in) throws IOException {
        in.skipNBytes(3);
        int length = in.readInt();
        if (length < 0 || length > CLIPBOARD_BYTES_MAX) {
            throw new ProtocolViolation("a clipboard of " + Integer.toUnsignedString(length) + " bytes");
        }
        in.skipNBytes(length);
        return new CutText(length);
    }

    private static SetDesktopSize readDesktopSize(DataInputStream in) throws IOException {
        in.skipNBytes(1);
        int width = in.readUnsignedShort();
        int height = in.readUnsignedShort();
        int screens = in.readUnsignedByte();
        in.skipNBytes(1 + 16L * screens);
        return new SetDesktopSize(width, height);
    }
}
