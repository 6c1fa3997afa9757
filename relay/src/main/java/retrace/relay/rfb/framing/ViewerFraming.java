package retrace.relay.rfb.framing;

import java.io.IOException;
import java.nio.ByteBuffer;
import retrace.relay.rfb.Encoding;
import retrace.relay.rfb.PixelFormat;
import retrace.relay.rfb.Rectangle;
import retrace.relay.rfb.RfbViolation;

/**
 * Frames what a viewer sends after ClientInit (RFC 6143, section 7.5). SetEncodings goes on filtered, SetPixelFormat
 * when its time has come, xvp not at all; the rest passes. What keeps the streamer from painting the cursor is put
 * between two of them.
 *
 * <p>Thread: one. Throws {@link RfbViolation} for what the viewer does wrong.
 */
public final class ViewerFraming {

    /** A buffer must hold so much, or a long SetEncodings would never be whole. */
    public static final int BUFFER_BYTES_MIN = 8192;

    private static final int SET_PIXEL_FORMAT = 0;
    private static final int SET_ENCODINGS = 2;
    private static final int FRAMEBUFFER_UPDATE_REQUEST = 3;
    private static final int KEY_EVENT = 4;
    private static final int POINTER_EVENT = 5;
    private static final int CLIENT_CUT_TEXT = 6;
    private static final int ENABLE_CONTINUOUS_UPDATES = 150;
    private static final int FENCE = 248;
    private static final int XVP = 250;
    private static final int SET_DESKTOP_SIZE = 251;
    private static final int QEMU = 255;

    private static final int SET_PIXEL_FORMAT_BYTES = 20;
    private static final int ENCODINGS_MAX = 1024;
    private static final int REQUEST_BYTES = 10;
    private static final long CLIPBOARD_BYTES_MAX = 64L << 20;
    private static final int FENCE_HEADER_BYTES = 9;
    private static final int FENCE_BYTES_MAX = 64;
    private static final int XVP_BYTES = 4;
    private static final int QEMU_KEY = 0;
    private static final int QEMU_AUDIO = 1;
    private static final int QEMU_AUDIO_FORMAT = 2;

    private final Conversation conversation;
    private final ViewerSink sink;
    private boolean encodingsSent;
    private long skip;

    private ByteBuffer in = ByteBuffer.allocate(0);
    private int at;
    private int runStart;

    public ViewerFraming(Conversation conversation, ViewerSink sink) {
        this.conversation = conversation;
        this.sink = sink;
    }

    /**
     * Hands on what there is. Its position is then after that; what remains is the beginning of a message, to be
     * offered again with what follows.
     *
     * @param bytes of at least {@value #BUFFER_BYTES_MIN} bytes' capacity
     */
    public void frame(ByteBuffer bytes) throws IOException, InterruptedException {
        in = bytes;
        at = bytes.position();
        runStart = at;
        try {
            while (step()) {
                // each step takes a message or what there is of one
            }
        } finally {
            handOver();
            bytes.position(at);
        }
    }

    /** Whether the stream is between two messages, as far as it has been handed on. */
    public boolean isBetweenMessages() {
        return skip == 0;
    }

    private boolean step() throws IOException, InterruptedException {
        if (skip > 0) {
            int count = (int) Math.min(skip, in.limit() - at);
            at += count;
            skip -= count;
            if (skip > 0) {
                return false;
            }
        }
        return message();
    }

    private void handOver() throws IOException {
        if (at > runStart) {
            ByteBuffer run = in.slice(runStart, at - runStart);
            runStart = at;
            sink.passed(run);
        }
    }

    private boolean has(int bytes) {
        return in.limit() - at >= bytes;
    }

    private int u8(int offset) {
        return in.get(at + offset) & 0xff;
    }

    private int u16(int offset) {
        return in.getShort(at + offset) & 0xffff;
    }

    private boolean skip(long bytes) {
        skip = bytes;
        return true;
    }

    private boolean message() throws IOException, InterruptedException {
        if (!has(1)) {
            return false;
        }
        stopPaintingOfTheCursor();
        int type = u8(0);
        return switch (type) {
            case SET_PIXEL_FORMAT -> has(SET_PIXEL_FORMAT_BYTES) && pixelFormat();
            case SET_ENCODINGS -> has(4) && encodings(u16(2));
            case FRAMEBUFFER_UPDATE_REQUEST -> has(REQUEST_BYTES) && updateRequest();
            case KEY_EVENT -> skip(8);
            case POINTER_EVENT -> has(2) && pointer();
            case CLIENT_CUT_TEXT -> has(8) && skip(8 + clipboardBytes());
            case ENABLE_CONTINUOUS_UPDATES -> has(2) && continuousUpdates(u8(1) != 0);
            case FENCE -> has(FENCE_HEADER_BYTES) && skip(FENCE_HEADER_BYTES + fenceBytes());
            case XVP -> has(XVP_BYTES) && drop(XVP_BYTES);
            case SET_DESKTOP_SIZE -> has(8) && skip(8 + 16L * u8(6));
            case QEMU -> has(4) && qemu();
            default -> throw new RfbViolation("The viewer sends a message of the unknown type " + type + ".");
        };
    }

    private void stopPaintingOfTheCursor() throws IOException {
        ByteBuffer remedy = conversation.paintedCursor().takeRemedy(conversation.size());
        if (remedy != null) {
            handOver();
            sink.passed(remedy);
        }
    }

    private boolean drop(int bytes) throws IOException {
        handOver();
        at += bytes;
        runStart = at;
        return true;
    }

    private boolean pixelFormat() throws IOException, InterruptedException {
        PixelFormat format = PixelFormatWire.read(in, at + 4);
        conversation.balance().formatWanted(format);
        handOver();
        ByteBuffer message = in.slice(at, SET_PIXEL_FORMAT_BYTES);
        at += SET_PIXEL_FORMAT_BYTES;
        runStart = at;
        sink.pixelFormatWanted(format, message);
        return true;
    }

    private boolean encodings(int count) throws IOException {
        if (count > ENCODINGS_MAX) {
            throw new RfbViolation(
                    "The viewer offers " + count + " encodings; the relay reads up to " + ENCODINGS_MAX + ".");
        }
        int bytes = 4 + 4 * count;
        if (!has(bytes)) {
            return false;
        }
        if (OfferedEncodings.offers(Encoding.CURSOR, in, at, count)) {
            conversation.viewerTakesCursorFromNowOn();
        }
        if (OfferedEncodings.offers(Encoding.VMWARE_CURSOR_POSITION, in, at, count)) {
            conversation.viewerTakesCursorPositionFromNowOn();
        }
        if (OfferedEncodings.offers(Encoding.DESKTOP_NAME, in, at, count)) {
            conversation.balance().viewerTakesName();
        }
        ByteBuffer filtered = OfferedEncodings.filtered(in, at, count);
        drop(bytes);
        encodingsSent = true;
        sink.passed(filtered);
        return true;
    }

    private boolean continuousUpdates(boolean on) {
        conversation.balance().continuousUpdates(on);
        return skip(10);
    }

    /** Where the recorder still waits for a full picture, a request for less becomes one for all of it. */
    private boolean updateRequest() throws IOException {
        if (!encodingsSent) {
            handOver();
            encodingsSent = true;
            sink.passed(OfferedEncodings.ofASilentViewer());
        }
        boolean becomesAll = conversation.takeFullPictureWanted() && !asksForAll();
        Rectangle area = becomesAll ? conversation.size().area() : new Rectangle(u16(2), u16(4), u16(6), u16(8));
        boolean incremental = !becomesAll && u8(1) != 0;
        if (!conversation.balance().requested(area, incremental)) {
            return drop(REQUEST_BYTES); // the streamer still owes the answer that the relay has given in its place
        }
        conversation.requested();
        if (!becomesAll) {
            return skip(REQUEST_BYTES);
        }
        drop(REQUEST_BYTES);
        sink.passed(UpdateRequest.of(area));
        return true;
    }

    private boolean pointer() {
        conversation.paintedCursor().put(u8(1));
        return skip(6);
    }

    private boolean asksForAll() {
        FramebufferSize size = conversation.size();
        boolean incremental = u8(1) != 0;
        return !incremental && u16(2) == 0 && u16(4) == 0 && u16(6) >= size.width() && u16(8) >= size.height();
    }

    /** A negative length marks the extended clipboard (rfbproto, "Extended Clipboard Pseudo-encoding"). */
    private long clipboardBytes() {
        long length = Math.abs((long) in.getInt(at + 4));
        if (length > CLIPBOARD_BYTES_MAX) {
            throw new RfbViolation("The viewer sends a clipboard of " + length + " bytes.");
        }
        return length;
    }

    private int fenceBytes() {
        int length = u8(FENCE_HEADER_BYTES - 1);
        if (length > FENCE_BYTES_MAX) {
            throw new RfbViolation("The viewer sends a fence of " + length + " bytes; they have at most 64.");
        }
        return length;
    }

    private boolean qemu() {
        int kind = u8(1);
        return switch (kind) {
            case QEMU_KEY -> skip(12);
            case QEMU_AUDIO -> {
                int operation = u16(2);
                if (operation > QEMU_AUDIO_FORMAT) {
                    throw new RfbViolation("The viewer sends an unknown QEMU audio message " + operation + ".");
                }
                yield skip(operation == QEMU_AUDIO_FORMAT ? 10 : 4);
            }
            default -> throw new RfbViolation("The viewer sends an unknown QEMU message " + kind + ".");
        };
    }
}
