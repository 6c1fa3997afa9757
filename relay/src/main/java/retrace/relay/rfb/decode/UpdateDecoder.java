package retrace.relay.rfb.decode;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import retrace.relay.rfb.Encoding;
import retrace.relay.rfb.Rectangle;
import retrace.relay.rfb.RfbViolation;

/** Reads a FramebufferUpdate: rectangles, and pseudo-rectangles that say something else (RFC 6143, section 7.6.1). */
final class UpdateDecoder implements AutoCloseable {

    private static final int CURSOR_SIDE_MAX = 1024;
    private static final int NAME_BYTES_MAX = 1 << 16;
    private static final int REQUESTED_BY_THIS_CLIENT = 1;
    private static final int VMWARE_CLASSIC_CURSOR = 0;
    private static final int VMWARE_ALPHA_CURSOR = 1;

    private final Framebuffer framebuffer;
    private final PictureListener listener;
    private final RectangleDecoder raw = new RawDecoder();
    private final RectangleDecoder copyRect = new CopyRectDecoder();
    private final RectangleDecoder rre = new RreDecoder(false);
    private final RectangleDecoder corre = new RreDecoder(true);
    private final RectangleDecoder hextile = new HextileDecoder();
    private final ZlibDecoder zlib;
    private final TightDecoder tight;
    private final RectangleDecoder tightPng;
    private final ZrleDecoder zrle;
    private PixelReader pixels;
    private Set<Long> screens = Set.of();
    private final Set<Integer> encodingsSeen = new TreeSet<>();
    private int lastEncoding = Encoding.LAST_RECT;

    UpdateDecoder(Framebuffer framebuffer, PixelReader pixels, PictureListener listener) {
        this.framebuffer = framebuffer;
        this.pixels = pixels;
        this.listener = listener;
        byte[] inflated = new byte[InflatedInput.BUFFER_BYTES];
        zlib = new ZlibDecoder(raw, inflated);
        tight = new TightDecoder(inflated);
        tightPng = tight::decodeTightPng;
        zrle = new ZrleDecoder(inflated);
    }

    void readPixelsBy(PixelReader reader) {
        pixels = reader;
    }

    Set<Integer> encodingsSeen() {
        return Collections.unmodifiableSet(encodingsSeen);
    }

    void read(RfbInput in) {
        in.skip(1);
        int count = in.u16();
        for (int i = 0; i < count; i++) {
            if (!readRectangle(in)) {
                break;
            }
        }
        listener.updated();
    }

    /** @return false where this was the last, whatever was announced */
    private boolean readRectangle(RfbInput in) {
        int x = in.u16();
        int y = in.u16();
        int width = in.u16();
        int height = in.u16();
        int encoding = in.s32();
        if (encoding != lastEncoding) {
            lastEncoding = encoding;
            encodingsSeen.add(encoding);
        }
        if (Encoding.isCursor(encoding)) {
            listener.cursorSent(width, height);
        }
        switch (encoding) {
            case Encoding.LAST_RECT -> {
                return false;
            }
            case Encoding.DESKTOP_SIZE -> resize(width, height);
            case Encoding.EXTENDED_DESKTOP_SIZE -> readScreens(x, y, width, height, in);
            case Encoding.DESKTOP_NAME -> skipName(in);
            case Encoding.CURSOR -> skipCursor(width, height, pixels.bytes(), in);
            case Encoding.X_CURSOR -> skipXCursor(width, height, in);
            case Encoding.CURSOR_WITH_ALPHA -> skipCursorWithAlpha(width, height, in);
            case Encoding.VMWARE_CURSOR -> skipVmwareCursor(width, height, in);
            case Encoding.LED_STATE -> in.skip(1);
            case Encoding.QEMU_EXTENDED_KEY, Encoding.QEMU_AUDIO, Encoding.VMWARE_CURSOR_POSITION -> {}
            default -> paint(decoderOf(encoding), new Rectangle(x, y, width, height), in);
        }
        return true;
    }

    private RectangleDecoder decoderOf(int encoding) {
        return switch (encoding) {
            case Encoding.RAW -> raw;
            case Encoding.COPY_RECT -> copyRect;
            case Encoding.RRE -> rre;
            case Encoding.CORRE -> corre;
            case Encoding.HEXTILE -> hextile;
            case Encoding.ZLIB -> zlib;
            case Encoding.TIGHT -> tight;
            case Encoding.TIGHT_PNG -> tightPng;
            case Encoding.ZRLE -> zrle;
            default ->
                throw new RfbViolation(
                        "The streamer sends a rectangle in the encoding " + encoding + ", which was not offered.");
        };
    }

    private void paint(RectangleDecoder decoder, Rectangle area, RfbInput in) {
        if (!area.fitsIn(framebuffer.width(), framebuffer.height())) {
            throw new RfbViolation("The streamer paints " + area + " of a framebuffer of " + framebuffer.width() + "x"
                    + framebuffer.height() + ".");
        }
        decoder.decode(area, in, pixels, framebuffer);
    }

    private void resize(int width, int height) {
        if (width == framebuffer.width() && height == framebuffer.height()) {
            return;
        }
        Framebuffer.requireSize(width, height);
        listener.resizing(width, height);
        framebuffer.resize(width, height);
        listener.resized();
    }

    /** @param x who asked for it; {@code y} then says with what result, and other than 0 changes nothing */
    private void readScreens(int x, int y, int width, int height, RfbInput in) {
        int count = in.u8();
        in.skip(3);
        Set<Long> announced = new LinkedHashSet<>();
        for (int i = 0; i < count; i++) {
            announced.add(in.u32());
            in.skip(12);
        }
        if (x == REQUESTED_BY_THIS_CLIENT && y != 0) {
            return;
        }
        resize(width, height);
        if (!screens.isEmpty() && !announced.equals(screens)) {
            listener.screensChanged(announced);
        }
        screens = announced;
    }

    private static void skipName(RfbInput in) {
        long length = in.u32();
        if (length > NAME_BYTES_MAX) {
            throw new RfbViolation("The streamer sends a desktop name of " + length + " bytes.");
        }
        in.skip(length);
    }

    private static void skipCursor(int width, int height, int pixelBytes, RfbInput in) {
        requireCursor(width, height);
        in.skip((long) width * height * pixelBytes + (long) (width + 7) / 8 * height);
    }

    private static void skipXCursor(int width, int height, RfbInput in) {
        requireCursor(width, height);
        if (width > 0 && height > 0) {
            in.skip(6 + 2L * ((width + 7) / 8) * height);
        }
    }

    /** The cursor comes in an encoding of its own, without pixels of ours; only Raw has a length that can be known. */
    private static void skipCursorWithAlpha(int width, int height, RfbInput in) {
        requireCursor(width, height);
        int encoding = in.s32();
        if (encoding != Encoding.RAW) {
            throw new RfbViolation("The streamer sends a cursor in the encoding " + encoding + "; only Raw is read.");
        }
        in.skip(4L * width * height);
    }

    private void skipVmwareCursor(int width, int height, RfbInput in) {
        requireCursor(width, height);
        int kind = in.u8();
        in.skip(1);
        switch (kind) {
            case VMWARE_CLASSIC_CURSOR -> in.skip(2L * width * height * pixels.bytes());
            case VMWARE_ALPHA_CURSOR -> in.skip(4L * width * height);
            default -> throw new RfbViolation("The streamer sends a VMware cursor of the unknown kind " + kind + ".");
        }
    }

    private static void requireCursor(int width, int height) {
        if (width > CURSOR_SIDE_MAX || height > CURSOR_SIDE_MAX) {
            throw new RfbViolation("The streamer sends a cursor of " + width + "x" + height + " pixels.");
        }
    }

    @Override
    public void close() {
        zlib.close();
        tight.close();
        zrle.close();
    }
}
