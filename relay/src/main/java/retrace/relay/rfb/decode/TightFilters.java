package retrace.relay.rfb.decode;

import retrace.relay.rfb.Rectangle;
import retrace.relay.rfb.RfbViolation;

/** The three filters of Tight: copy, palette and gradient (rfbproto, "Tight Encoding", basic compression). */
final class TightFilters {

    private static final int COPY = 0;
    private static final int PALETTE = 1;
    private static final int GRADIENT = 2;
    private static final int PALETTE_MAX = 256;

    private final int[] palette = new int[PALETTE_MAX];
    private final byte[] encodedPalette = new byte[PALETTE_MAX * 4];
    private final TightGradient gradient = new TightGradient();
    private byte[] row = new byte[0];
    private int filter;
    private int colours;

    /**
     * Reads what the filter says of itself.
     *
     * @param explicit whether it says which it is; else it is copy
     */
    void begin(boolean explicit, RfbInput in, PixelReader pixels) {
        filter = explicit ? in.u8() : COPY;
        switch (filter) {
            case COPY -> {}
            case PALETTE -> readPalette(in, pixels);
            case GRADIENT -> {
                if (pixels.bytes() == 1 || !pixels.format().trueColour()) {
                    throw new RfbViolation("Tight's gradient filter with pixels that have no gradients.");
                }
            }
            default -> throw new RfbViolation("A Tight rectangle with the unknown filter " + filter + ".");
        }
    }

    private void readPalette(RfbInput in, PixelReader pixels) {
        colours = in.u8() + 1;
        in.read(encodedPalette, 0, colours * pixels.tightBytes());
        pixels.tightRow(encodedPalette, 0, palette, 0, colours);
    }

    /** Size of the rectangle's pixels behind the filter, before compression. */
    long bytes(Rectangle area, PixelReader pixels) {
        return (long) rowBytes(area.width(), pixels) * area.height();
    }

    private int rowBytes(int width, PixelReader pixels) {
        if (filter == PALETTE) {
            return colours <= 2 ? (width + 7) / 8 : width;
        }
        return width * pixels.tightBytes();
    }

    void paint(Rectangle area, RfbInput in, PixelReader pixels, Framebuffer framebuffer) {
        int width = area.width();
        int rowBytes = rowBytes(width, pixels);
        if (row.length < rowBytes) {
            row = new byte[rowBytes];
        }
        if (filter == GRADIENT) {
            gradient.begin(width);
        }
        int[] target = framebuffer.pixels();
        for (int y = area.y(); y < area.bottom(); y++) {
            in.read(row, 0, rowBytes);
            int to = framebuffer.offsetOf(area.x(), y);
            switch (filter) {
                case PALETTE -> paletteRow(width, target, to);
                case GRADIENT -> gradient.row(row, width, pixels, target, to);
                default -> pixels.tightRow(row, 0, target, to, width);
            }
        }
        framebuffer.touched(area.x(), area.y(), width, area.height());
    }

    private void paletteRow(int width, int[] target, int to) {
        if (colours <= 2) {
            twoColours(width, target, to);
            return;
        }
        int highest = 0;
        for (int x = 0; x < width; x++) {
            int index = row[x] & 0xff;
            highest = Math.max(highest, index);
            target[to + x] = palette[index];
        }
        requireIndex(highest);
    }

    private void twoColours(int width, int[] target, int to) {
        int highest = 0;
        for (int x = 0; x < width; x++) {
            int index = row[x >> 3] >> 7 - (x & 7) & 1;
            highest |= index;
            target[to + x] = palette[index];
        }
        requireIndex(highest);
    }

    private void requireIndex(int index) {
        if (index >= colours) {
            throw new RfbViolation("A Tight rectangle names colour " + index + " of a palette of " + colours + ".");
        }
    }
}
