package retrace.relay.rfb.decode;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import retrace.relay.rfb.PixelFormat;
import retrace.relay.rfb.RfbViolation;

/**
 * Reads what a streamer sends after ServerInit, message by message (RFC 6143, section 7.6), and paints the framebuffer.
 *
 * <p>Thread: the recorder's only. Throws {@link RfbViolation} for whatever the streamer does wrong.
 */
public final class ServerMessageDecoder implements AutoCloseable {

    private static final int FRAMEBUFFER_UPDATE = 0;
    private static final int SET_COLOUR_MAP_ENTRIES = 1;
    private static final int BELL = 2;
    private static final int SERVER_CUT_TEXT = 3;
    private static final int END_OF_CONTINUOUS_UPDATES = 150;
    private static final int FENCE = 248;
    private static final int QEMU = 255;

    private static final int FENCE_BYTES_MAX = 64;
    private static final long CLIPBOARD_BYTES_MAX = 64L << 20;
    private static final int QEMU_AUDIO = 1;
    private static final int QEMU_AUDIO_DATA = 2;
    private static final long AUDIO_BYTES_MAX = 16L << 20;

    private final ColourMap colours = new ColourMap();
    private final UpdateDecoder updates;
    private @Nullable PixelFormat nextFormat;

    public ServerMessageDecoder(Framebuffer framebuffer, PixelFormat format, PictureListener listener) {
        updates = new UpdateDecoder(framebuffer, PixelReader.of(format, colours), listener);
    }

    /** From the next message on, pixels lie on the wire like this. */
    public void pixelFormatChanged(PixelFormat changed) {
        nextFormat = changed;
    }

    /**
     * Reads one message to its end.
     *
     * @throws RfbViolation where the streamer breaks the protocol; nothing more can be read from it
     * @throws RfbInput.EndOfStream where the stream ends before the message does
     */
    public void readMessage(RfbInput in) {
        int type = in.u8();
        if (nextFormat != null) {
            updates.readPixelsBy(PixelReader.of(nextFormat, colours));
            nextFormat = null;
        }
        switch (type) {
            case FRAMEBUFFER_UPDATE -> updates.read(in);
            case SET_COLOUR_MAP_ENTRIES -> readColours(in);
            case BELL, END_OF_CONTINUOUS_UPDATES -> {}
            case SERVER_CUT_TEXT -> skipClipboard(in);
            case FENCE -> skipFence(in);
            case QEMU -> skipAudio(in);
            default -> throw new RfbViolation("The streamer sends a message of the unknown type " + type + ".");
        }
    }

    /** Encodings and pseudo-encodings in which the streamer has sent rectangles so far. Bounded: unknown ones end it. */
    public Set<Integer> encodingsSeen() {
        return updates.encodingsSeen();
    }

    private void readColours(RfbInput in) {
        in.skip(1);
        int first = in.u16();
        int count = in.u16();
        if (first + count > ColourMap.SIZE) {
            throw new RfbViolation("The streamer sets " + count + " colours from " + first + " on.");
        }
        for (int i = 0; i < count; i++) {
            int red = in.u16() >> 8;
            int green = in.u16() >> 8;
            int blue = in.u16() >> 8;
            colours.set(first + i, red << 16 | green << 8 | blue);
        }
    }

    /** A negative length marks the extended clipboard (rfbproto, "Extended Clipboard Pseudo-encoding"). */
    private static void skipClipboard(RfbInput in) {
        in.skip(3);
        long length = Math.abs((long) in.s32());
        if (length > CLIPBOARD_BYTES_MAX) {
            throw new RfbViolation("The streamer sends a clipboard of " + length + " bytes.");
        }
        in.skip(length);
    }

    private static void skipFence(RfbInput in) {
        in.skip(3 + 4);
        int length = in.u8();
        if (length > FENCE_BYTES_MAX) {
            throw new RfbViolation(
                    "The streamer sends a fence of " + length + " bytes; they have at most " + FENCE_BYTES_MAX + ".");
        }
        in.skip(length);
    }

    private static void skipAudio(RfbInput in) {
        int kind = in.u8();
        int operation = in.u16();
        if (kind != QEMU_AUDIO || operation > QEMU_AUDIO_DATA) {
            throw new RfbViolation("The streamer sends an unknown QEMU message " + kind + "/" + operation + ".");
        }
        if (operation == QEMU_AUDIO_DATA) {
            long length = in.u32();
            if (length > AUDIO_BYTES_MAX) {
                throw new RfbViolation("The streamer sends " + length + " bytes of audio at once.");
            }
            in.skip(length);
        }
    }

    @Override
    public void close() {
        updates.close();
    }
}
