package retrace.relay.rfb.decode;

import java.util.Arrays;
import retrace.relay.rfb.Rectangle;
import retrace.relay.rfb.RfbViolation;

/**
 * The recorder's copy of what the streamer shows: 32-bit pixels {@code 0x00RRGGBB}, row after row, with the damage since
 * it was last taken and what has been painted at all. Areas handed in lie inside; decoders check that before. Not safe
 * for use by several threads.
 */
public final class Framebuffer {

    /** Longest side in pixels; larger framebuffers are refused before memory is taken. */
    public static final int SIDE_MAX = 16384;

    /** 64 Mi pixels, 256 MiB. */
    public static final long PIXELS_MAX = 64L << 20;

    private int width;
    private int height;
    private int[] pixels;
    private Damage damage;
    private Coverage coverage;

    public Framebuffer(int width, int height) {
        requireSize(width, height);
        this.width = width;
        this.height = height;
        pixels = new int[width * height];
        damage = new Damage(width, height);
        coverage = new Coverage(width, height);
    }

    /** @throws RfbViolation where a framebuffer may not have this size */
    static void requireSize(int width, int height) {
        if (width < 1 || height < 1) {
            throw new RfbViolation("The streamer announces a framebuffer of " + width + "x" + height + " pixels.");
        }
        if (width > SIDE_MAX || height > SIDE_MAX || (long) width * height > PIXELS_MAX) {
            throw new RfbViolation("The streamer announces a framebuffer of " + width + "x" + height
                    + " pixels; the relay takes up to " + SIDE_MAX + " a side and " + PIXELS_MAX + " in all.");
        }
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    /** The pixels themselves, for reading and for decoders that write rows; whoever writes calls {@link #touched}. */
    public int[] pixels() {
        return pixels;
    }

    public int offsetOf(int x, int y) {
        return y * width + x;
    }

    public void touched(int x, int y, int areaWidth, int areaHeight) {
        damage.add(x, y, areaWidth, areaHeight);
        coverage.add(x, y, areaWidth, areaHeight);
    }

    public void fill(int x, int y, int areaWidth, int areaHeight, int pixel) {
        paint(x, y, areaWidth, areaHeight, pixel);
        touched(x, y, areaWidth, areaHeight);
    }

    /** Like {@link #fill}, for decoders that call {@link #touched} once for many small areas. */
    void paint(int x, int y, int areaWidth, int areaHeight, int pixel) {
        int from = offsetOf(x, y);
        for (int row = 0; row < areaHeight; row++, from += width) {
            Arrays.fill(pixels, from, from + areaWidth, pixel);
        }
    }

    /** Copies within the picture; source and destination may overlap. */
    public void copy(int sourceX, int sourceY, Rectangle destination) {
        int step = sourceY < destination.y() ? -1 : 1;
        int row = step > 0 ? 0 : destination.height() - 1;
        for (int count = 0; count < destination.height(); count++, row += step) {
            System.arraycopy(
                    pixels,
                    offsetOf(sourceX, sourceY + row),
                    pixels,
                    offsetOf(destination.x(), destination.y() + row),
                    destination.width());
        }
        touched(destination.x(), destination.y(), destination.width(), destination.height());
    }

    /** Keeps what both sizes have in common; the rest is black until it is painted. */
    public void resize(int newWidth, int newHeight) {
        requireSize(newWidth, newHeight);
        int[] resized = new int[newWidth * newHeight];
        int commonWidth = Math.min(width, newWidth);
        for (int row = 0; row < Math.min(height, newHeight); row++) {
            System.arraycopy(pixels, row * width, resized, row * newWidth, commonWidth);
        }
        pixels = resized;
        width = newWidth;
        height = newHeight;
        damage = new Damage(width, height);
        damage.addAll();
        coverage = new Coverage(width, height);
    }

    public Damage damage() {
        return damage;
    }

    /** Whether every pixel of the picture has been painted since the start or the last resize. */
    public boolean isWhollyPainted() {
        return coverage.isWhole();
    }
}
