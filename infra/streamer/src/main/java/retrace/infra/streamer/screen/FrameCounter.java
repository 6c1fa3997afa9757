package retrace.infra.streamer.screen;

import java.util.Arrays;
import java.util.OptionalLong;

/**
 * A number in the picture that a program can read back, from a screenshot or from a frame of a recording: how many
 * times the desktop had been painted.
 *
 * <p>It is a strip of {@value #COLUMNS} by {@value #ROWS} blocks, each {@value #BLOCK} pixels square, {@value #MARGIN}
 * pixels from the left edge and from the bottom edge. A white block is a one, a black block a zero; row by row from the
 * top, each from the left: 32 bits of the counter, then 16 bits of its CRC-16/CCITT-FALSE (polynomial 0x1021, start
 * 0xFFFF), the most significant bit first. Blocks are as large as those of video codecs, so that they survive one.
 */
public final class FrameCounter {

    /** Side of a block, pixels. */
    public static final int BLOCK = 8;

    public static final int COLUMNS = 24;
    public static final int ROWS = 2;
    public static final int MARGIN = 8;

    /** Size of the strip, pixels. */
    public static final int WIDTH = COLUMNS * BLOCK;

    public static final int HEIGHT = ROWS * BLOCK;

    private static final int BITS = COLUMNS * ROWS;
    private static final int CHECK_BITS = 16;
    private static final int WHITE = 0xFFFFFF;
    private static final int BRIGHT = 128;

    private FrameCounter() {}

    /**
     * Reads the counter out of a picture.
     *
     * @param pixels 0x00RRGGBB (the top byte is not looked at), line by line without gaps
     * @return 0 to 4294967295; nothing if there is no strip or it is damaged
     */
    public static OptionalLong read(int[] pixels, int width, int height) {
        if (width < MARGIN + WIDTH || height < MARGIN + HEIGHT || pixels.length < (long) width * height) {
            return OptionalLong.empty();
        }
        long bits = 0;
        for (int block = 0; block < BITS; block++) {
            bits = bits << 1 | (isBright(pixels, width, height, block) ? 1 : 0);
        }
        long counter = bits >>> CHECK_BITS;
        boolean sound = checksum((int) counter) == (bits & 0xFFFF);
        return sound ? OptionalLong.of(counter) : OptionalLong.empty();
    }

    /** Draws it into a picture as {@link #read} takes it, and tells where. */
    public static Area draw(int counter, int[] pixels, int width, int height) {
        long bits = (counter & 0xFFFF_FFFFL) << CHECK_BITS | checksum(counter);
        for (int block = 0; block < BITS; block++) {
            int colour = (bits >>> (BITS - 1 - block) & 1) == 1 ? WHITE : 0;
            Area area = blockArea(block, height);
            for (int y = area.y(); y < area.bottom(); y++) {
                Arrays.fill(pixels, y * width + area.x(), y * width + area.right(), colour);
            }
        }
        return area(height);
    }

    /** Where it is in a picture of this height. */
    public static Area area(int height) {
        return new Area(MARGIN, height - MARGIN - HEIGHT, WIDTH, HEIGHT);
    }

    private static Area blockArea(int block, int height) {
        Area strip = area(height);
        return new Area(strip.x() + block % COLUMNS * BLOCK, strip.y() + block / COLUMNS * BLOCK, BLOCK, BLOCK);
    }

    /** By the mean of the block's middle: its edges may have bled into its neighbours'. */
    private static boolean isBright(int[] pixels, int width, int height, int block) {
        Area middle = blockArea(block, height).grow(-BLOCK / 4);
        int sum = 0;
        for (int y = middle.y(); y < middle.bottom(); y++) {
            for (int x = middle.x(); x < middle.right(); x++) {
                sum += brightness(pixels[y * width + x]);
            }
        }
        return sum / middle.pixels() >= BRIGHT;
    }

    private static int brightness(int pixel) {
        return ((pixel >> 16 & 0xFF) + 2 * (pixel >> 8 & 0xFF) + (pixel & 0xFF)) / 4;
    }

    private static int checksum(int counter) {
        int crc = 0xFFFF;
        for (int bit = 31; bit >= 0; bit--) {
            boolean flip = (crc >> 15 & 1) != (counter >>> bit & 1);
            crc = crc << 1 & 0xFFFF;
            if (flip) {
                crc ^= 0x1021;
            }
        }
        return crc;
    }
}
