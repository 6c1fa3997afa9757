package retrace.relay.rfb.framing;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import retrace.relay.rfb.Encoding;
import retrace.relay.rfb.PixelFormat;
import retrace.relay.rfb.Rectangle;
import retrace.relay.rfb.RfbViolation;

/**
 * Frames what a streamer sends after ServerInit (RFC 6143, section 7.6). Everything passes, but for cursors and
 * their positions that the relay asked for and the viewer did not, and for answers to the relay's own fences.
 *
 * <p>Thread: one. Takes no memory for a message or a rectangle. Throws {@link RfbViolation} for what the streamer does
 * wrong; what came before has been handed on by then.
 */
public final class StreamerFraming {

    /** A buffer must hold so much, or a long header would never be whole. */
    public static final int BUFFER_BYTES_MIN = 4096;

    private static final int FRAMEBUFFER_UPDATE = 0;
    private static final int SET_COLOUR_MAP_ENTRIES = 1;
    private static final int BELL = 2;
    private static final int SERVER_CUT_TEXT = 3;
    private static final int END_OF_CONTINUOUS_UPDATES = 150;
    private static final int FENCE = 248;
    private static final int QEMU = 255;

    private static final int COLOURS_WATCHED_MAX = 256;
    private static final int RECTANGLE_HEADER_BYTES = 12;
    private static final int FENCE_HEADER_BYTES = 9;
    private static final int FENCE_BYTES_MAX = 64;
    private static final long CLIPBOARD_BYTES_MAX = 64L << 20;
    private static final int QEMU_AUDIO = 1;
    private static final int QEMU_AUDIO_DATA = 2;
    private static final long AUDIO_BYTES_MAX = 16L << 20;
    private static final int REQUESTED_BY_THIS_CLIENT = 1;

    private enum Expected {
        MESSAGE,
        RECTANGLE,
        TILE
    }

    private final Conversation conversation;
    private final StreamerSink sink;
    private final StreamerWatch watch;
    private final HextileWalk hextile = new HextileWalk();
    private final ByteBuffer emptyRectangle = ByteBuffer.allocate(RECTANGLE_HEADER_BYTES); // Raw, 0x0 at 0,0: zeros

    private PixelSizes pixels;
    private FramebufferSize size;
    private Expected expected = Expected.MESSAGE;
    private int rectanglesLeft;
    private long skip;
    private boolean withholding;

    private ByteBuffer in = ByteBuffer.allocate(0);
    private int at;
    private int runStart;

    public StreamerFraming(Conversation conversation, PixelFormat format, StreamerSink sink) {
        this(conversation, format, sink, StreamerWatch.NONE);
    }

    public StreamerFraming(Conversation conversation, PixelFormat format, StreamerSink sink, StreamerWatch watch) {
        this.conversation = conversation;
        this.watch = watch;
        this.sink = sink;
        size = conversation.size();
        pixels = PixelSizes.of(format);
    }

    /**
     * Hands on what there is. Its position is then after that; what remains is the beginning of a header, at most
     * {@value RectangleBodies#TOLD_WITHIN_BYTES} bytes, to be offered again with what follows.
     *
     * @param bytes of at least {@value #BUFFER_BYTES_MIN} bytes' capacity
     */
    public void frame(ByteBuffer bytes) throws IOException, InterruptedException {
        in = bytes;
        at = bytes.position();
        runStart = at;
        try {
            while (step()) {
                // each step takes a header, a body or what there is of one
            }
        } finally {
            handOver();
            bytes.position(at);
        }
    }

    /** Whether the stream is between two messages. */
    public boolean isBetweenMessages() {
        return expected == Expected.MESSAGE && skip == 0;
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
        if (withholding) {
            handOver();
            withholding = false;
        }
        return switch (expected) {
            case MESSAGE -> message();
            case RECTANGLE -> rectangle();
            case TILE -> tile();
        };
    }

    private void handOver() throws IOException, InterruptedException {
        if (at > runStart) {
            ByteBuffer run = in.slice(runStart, at - runStart);
            runStart = at;
            if (withholding) {
                sink.withheld(run);
            } else {
                sink.passed(run);
            }
        }
    }

    private boolean has(int bytes) {
        return in.limit() - at >= bytes;
    }

    private int u16(int offset) {
        return in.getShort(at + offset) & 0xffff;
    }

    private boolean message() throws IOException, InterruptedException {
        if (watch.wantsToSpeak()) {
            handOver();
            watch.speak();
        }
        if (!has(1)) {
            return false;
        }
        int type = in.get(at) & 0xff;
        return switch (type) {
            case FRAMEBUFFER_UPDATE -> beginUpdate();
            case SET_COLOUR_MAP_ENTRIES -> has(6) && colours(u16(4));
            case BELL, END_OF_CONTINUOUS_UPDATES -> skip(1);
            case SERVER_CUT_TEXT -> has(8) && skip(8 + clipboardBytes());
            case FENCE -> fence();
            case QEMU -> audio();
            default -> throw new RfbViolation("The streamer sends a message of the unknown type " + type + ".");
        };
    }

    private boolean skip(long bytes) {
        skip = bytes;
        return true;
    }

    /** A negative length marks the extended clipboard (rfbproto, "Extended Clipboard Pseudo-encoding"). */
    private long clipboardBytes() {
        long length = Math.abs((long) in.getInt(at + 4));
        if (length > CLIPBOARD_BYTES_MAX) {
            throw new RfbViolation("The streamer sends a clipboard of " + length + " bytes.");
        }
        return length;
    }

    private boolean fence() throws IOException, InterruptedException {
        if (!has(FENCE_HEADER_BYTES)) {
            return false;
        }
        int length = in.get(at + FENCE_HEADER_BYTES - 1) & 0xff;
        if (length > FENCE_BYTES_MAX) {
            throw new RfbViolation("The streamer sends a fence of " + length + " bytes; they have at most 64.");
        }
        if (!has(FENCE_HEADER_BYTES + length)) {
            return false;
        }
        conversation.fenceSeen();
        if (!conversation.fencePayload().isAt(in, at + FENCE_HEADER_BYTES, length)) {
            return skip(FENCE_HEADER_BYTES + length);
        }
        handOver();
        withholding = true;
        at += FENCE_HEADER_BYTES + length;
        handOver();
        withholding = false;
        changeFormat(conversation.takeFencedFormat());
        return true;
    }

    private void changeFormat(@Nullable PixelFormat format) throws IOException, InterruptedException {
        if (format != null) {
            handOver();
            pixels = PixelSizes.of(format);
            sink.pixelFormatChanged(format);
        }
    }

    private boolean audio() {
        if (!has(4)) {
            return false;
        }
        int kind = in.get(at + 1);
        int operation = u16(2);
        if (kind != QEMU_AUDIO || operation > QEMU_AUDIO_DATA) {
            throw new RfbViolation("The streamer sends an unknown QEMU message " + kind + "/" + operation + ".");
        }
        if (operation != QEMU_AUDIO_DATA) {
            return skip(4);
        }
        if (!has(8)) {
            return false;
        }
        long length = in.getInt(at + 4) & 0xffffffffL;
        if (length > AUDIO_BYTES_MAX) {
            throw new RfbViolation("The streamer sends " + length + " bytes of audio at once.");
        }
        return skip(8 + length);
    }

    private boolean colours(int count) {
        int bytes = 6 + 6 * count;
        if (count <= COLOURS_WATCHED_MAX) {
            if (!has(bytes)) {
                return false;
            }
            watch.coloursChanged(in.slice(at, bytes));
        }
        return skip(bytes);
    }

    private boolean beginUpdate() throws IOException, InterruptedException {
        if (!has(4)) {
            return false;
        }
        changeFormat(conversation.takeDueFormat());
        conversation.updateBegins();
        rectanglesLeft = u16(2);
        expected = Expected.RECTANGLE;
        return skip(4);
    }

    private boolean rectangle() throws IOException, InterruptedException {
        if (rectanglesLeft == 0) {
            expected = Expected.MESSAGE;
            conversation.updateEnds();
            return true;
        }
        if (!has(RECTANGLE_HEADER_BYTES)) {
            return false;
        }
        int width = u16(4);
        int height = u16(6);
        int encoding = in.getInt(at + 8);
        if (RectangleBodies.paints(encoding)) {
            requireInside(width, height);
        }
        if (encoding == Encoding.HEXTILE) {
            watch.painted(area(0, width, height));
            hextile.start(width, height);
            expected = Expected.TILE;
            rectanglesLeft--;
            return skip(RECTANGLE_HEADER_BYTES);
        }
        long body = RectangleBodies.bytes(encoding, width, height, in, at + RECTANGLE_HEADER_BYTES, pixels);
        if (body == RectangleBodies.MORE || encoding == Encoding.COPY_RECT && !has(RECTANGLE_HEADER_BYTES + 4)) {
            return false;
        }
        rectanglesLeft--;
        takeIn(encoding, width, height);
        return skip(RECTANGLE_HEADER_BYTES + body);
    }

    private void requireInside(int width, int height) {
        Rectangle area = area(0, width, height);
        if (!area.fitsIn(size.width(), size.height())) {
            throw new RfbViolation(
                    "The streamer paints " + area + " of a framebuffer of " + size.width() + "x" + size.height() + ".");
        }
    }

    /** @param offset where in the rectangle its position is */
    private Rectangle area(int offset, int width, int height) {
        return new Rectangle(u16(offset), u16(offset + 2), width, height);
    }

    /** What a rectangle says beside its pixels' bytes. */
    private void takeIn(int encoding, int width, int height) throws IOException, InterruptedException {
        if (Encoding.isCursor(encoding)) {
            conversation.paintedCursor().sent(width, height);
        }
        switch (encoding) {
            case Encoding.COPY_RECT ->
                watch.copied(area(RECTANGLE_HEADER_BYTES, width, height), area(0, width, height));
            case Encoding.LAST_RECT -> rectanglesLeft = 0;
            case Encoding.DESKTOP_SIZE -> resize(width, height);
            case Encoding.EXTENDED_DESKTOP_SIZE -> {
                boolean refused = u16(0) == REQUESTED_BY_THIS_CLIENT && u16(2) != 0;
                if (!refused) {
                    resize(width, height);
                }
            }
            case Encoding.CURSOR -> {
                if (!conversation.viewerTakesCursor()) {
                    withhold();
                }
            }
            case Encoding.VMWARE_CURSOR_POSITION -> {
                conversation.paintedCursor().moved(u16(0), u16(2));
                if (!conversation.viewerTakesCursorPosition()) {
                    withhold();
                }
            }
            default -> {
                if (RectangleBodies.paints(encoding)) {
                    watch.painted(area(0, width, height));
                }
            }
        }
    }

    /** The rectangle that begins here; the viewer, which counts them, gets one without pixels instead. */
    private void withhold() throws IOException, InterruptedException {
        handOver();
        sink.inserted(emptyRectangle.rewind());
        withholding = true;
    }

    private void resize(int width, int height) {
        FramebufferSize announced = new FramebufferSize(width, height);
        if (!announced.equals(size)) {
            size = announced;
            conversation.resized(announced);
            sink.resized(announced);
        }
    }

    private boolean tile() {
        if (hextile.isDone()) {
            expected = Expected.RECTANGLE;
            return true;
        }
        long bytes = hextile.nextTile(in, at, pixels);
        return bytes != RectangleBodies.MORE && skip(bytes);
    }
}
