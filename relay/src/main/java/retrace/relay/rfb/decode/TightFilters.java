package retrace.relay.rfb.decode;

import retrace.relay.rfb.Rectangle;
import retrace.relay.rfb.RfbViolation;

/** The three filters of Tight: copy, palette and gradient (rfbproto, "Tight Encoding", basic compression). */
final class TightFilters {

    static final int COPY = 0;
    private static final int PALETTE = 1;
    private static final int GRADIENT = 2;
    private static final int PALETTE_MAX = 256;

    private final int[] palette = new int[PALETTE_MAX];
    private byte[] row = new byte[0];
    private int filter;
    private int colours;

    /** Reads what the filter says of itself. */
    void begin(int announced, RfbInput in, PixelReader pixels) {
        filter = announced;
        switch (announced) {
            case COPY -> {}
            case PALETTE -> readPalette(in, pixels);
            case GRADIENT -> {
                if (pixels.bytes() == 1) {
                    throw new RfbViolation("Tight's gradient filter at 8 bits a pixel.");
                }
            }
            default -> throw new RfbViolation("A Tight rectangle with the unknown filter " + announced + ".");
        }
    }

    private void readPalette(RfbInput in, PixelReader pixels) {
        colours = in.u8() + 1;
        byte[] encoded = new byte[colours * pixels.tightBytes()];
        in.read(encoded, 0, encoded.length);
        for (int i = 0; i < colours; i++) {
            palette[i] = pixels.tightPixel(encoded, i * pixels.tightBytes());
        }
    }

    int rowBytes(int width, PixelReader pixels) {
        if (filter == PALETTE) {
            return colours <= 2 ? (width + 7) / 8 : width;
        }
        return width * pixels.tightBytes();
    }

    void paint(Rectangle area, RfbInput in, PixelReader pixels, Framebuffer framebuffer) {
        int rowBytes = rowBytes(area.width(), pixels);
        if (row.length < rowBytes) {
            row = new byte[rowBytes];
        }
        int[] above = new int[filter == GRADIENT ? (area.width() + 1) * 3 : 0];
        for (int y = area.y(); y < area.bottom(); y++) {
            in.read(row, 0, rowBytes);
            int to = framebuffer.offsetOf(area.x(), y);
            switch (filter) {
                case PALETTE -> paletteRow(area.width(), framebuffer.pixels(), to);
                case GRADIENT -> gradientRow(area.width(), pixels, above, framebuffer.pixels(), to);
                default -> copyRow(area.width(), pixels, framebuffer.pixels(), to);
            }
        }
        framebuffer.touched(area.x(), area.y(), area.width(), area.height());
    }

    private void copyRow(int width, PixelReader pixels, int[] target, int to) {
        int size = pixels.tightBytes();
        for (int x = 0; x < width; x++) {
            target[to + x] = pixels.tightPixel(row, x * size);
        }
    }

    private void paletteRow(int width, int[] target, int to) {
        for (int x = 0; x < width; x++) {
            int index = colours <= 2 ? row[x / 8] >> 7 - x % 8 & 1 : row[x] & 0xff;
            if (index >= colours) {
                throw new RfbViolation("A Tight rectangle names colour " + index + " of a palette of " + colours + ".");
            }
            target[to + x] = palette[index];
        }
    }

    /**
     * Each component is told as its difference from left + above − aboveLeft, held to the component's range.
     *
     * @param above the row above in components, one pixel of zeros to its left; becomes this row
     */
    private void gradientRow(int width, PixelReader pixels, int[] above, int[] target, int to) {
        int size = pixels.tightBytes();
        int[] max = {componentMax(pixels, 0), componentMax(pixels, 1), componentMax(pixels, 2)};
        int[] left = new int[3];
        int[] aboveLeft = new int[3];
        int[] value = new int[3];
        for (int x = 0; x < width; x++) {
            int at = x * size;
            for (int c = 0; c < 3; c++) {
                int up = above[(x + 1) * 3 + c];
                int predicted = Math.clamp((long) left[c] + up - aboveLeft[c], 0, max[c]);
                value[c] = predicted + component(pixels, at, c) & max[c];
                aboveLeft[c] = up;
                left[c] = value[c];
                above[(x + 1) * 3 + c] = value[c];
            }
            target[to + x] = pixels.tightIsThreeBytes()
                    ? value[0] << 16 | value[1] << 8 | value[2]
                    : pixels.colour(value[0], value[1], value[2]);
        }
    }

    private int component(PixelReader pixels, int at, int component) {
        if (pixels.tightIsThreeBytes()) {
            return row[at + component] & 0xff;
        }
        int value = pixels.value(row, at);
        return switch (component) {
            case 0 -> pixels.red(value);
            case 1 -> pixels.green(value);
            default -> pixels.blue(value);
        };
    }

    private static int componentMax(PixelReader pixels, int component) {
        return switch (component) {
            case 0 -> pixels.redMax();
            case 1 -> pixels.greenMax();
            default -> pixels.blueMax();
        };
    }
}
