package retrace.relay.recording.encode;

import java.nio.ByteBuffer;
import retrace.relay.rfb.Rectangle;

/**
 * A picture in three planes, 4:2:0, BT.709 in the limited range (ITU-R BT.709-6), kept between frames: only what has
 * changed is converted. Sizes are even; a source with an odd side has its last column or row twice.
 */
final class YuvPicture {

    private static final int SHIFT = 16;
    private static final int HALF = 1 << SHIFT - 1;

    // round(coefficient × 219/255 × 2^16) for luma, × 224/255 for chroma
    private static final int Y_RED = 11966;
    private static final int Y_GREEN = 40254;
    private static final int Y_BLUE = 4064;
    private static final int U_RED = -6596;
    private static final int U_GREEN = -22189;
    private static final int UV_FULL = 28784;
    private static final int V_GREEN = -26145;
    private static final int V_BLUE = -2639;

    private final int sourceWidth;
    private final int sourceHeight;
    private final Plane luma;
    private final Plane blueDifference;
    private final Plane redDifference;
    private final byte[] lumaRow;
    private final byte[] blueRow;
    private final byte[] redRow;

    /** One plane in the codec's memory. */
    record Plane(ByteBuffer bytes, int stride) {
        void put(int x, int y, byte[] row, int length) {
            bytes.put(y * stride + x, row, 0, length);
        }
    }

    YuvPicture(
            int sourceWidth, int sourceHeight, int codedWidth, Plane luma, Plane blueDifference, Plane redDifference) {
        this.sourceWidth = sourceWidth;
        this.sourceHeight = sourceHeight;
        this.luma = luma;
        this.blueDifference = blueDifference;
        this.redDifference = redDifference;
        lumaRow = new byte[codedWidth];
        blueRow = new byte[codedWidth / 2];
        redRow = new byte[codedWidth / 2];
    }

    /** @param area in source pixels */
    void convert(int[] pixels, Rectangle area) {
        int left = area.x() & ~1;
        int right = area.right() + 1 & ~1;
        for (int y = area.y() & ~1; y < area.bottom(); y += 2) {
            int upper = y * sourceWidth;
            int lower = Math.min(y + 1, sourceHeight - 1) * sourceWidth;
            lumaRow(pixels, upper, left, right, y);
            lumaRow(pixels, lower, left, right, y + 1);
            chromaRow(pixels, upper, lower, left, right, y);
        }
    }

    private void lumaRow(int[] pixels, int row, int left, int right, int y) {
        for (int x = left; x < right; x++) {
            int pixel = pixels[row + Math.min(x, sourceWidth - 1)];
            int value = Y_RED * (pixel >> 16 & 255) + Y_GREEN * (pixel >> 8 & 255) + Y_BLUE * (pixel & 255);
            lumaRow[x - left] = (byte) (16 + (value + HALF >> SHIFT));
        }
        luma.put(left, y, lumaRow, right - left);
    }

    private void chromaRow(int[] pixels, int upper, int lower, int left, int right, int y) {
        for (int x = left; x < right; x += 2) {
            int next = Math.min(x + 1, sourceWidth - 1);
            int a = pixels[upper + x];
            int b = pixels[upper + next];
            int c = pixels[lower + x];
            int d = pixels[lower + next];
            int red = (a >> 16 & 255) + (b >> 16 & 255) + (c >> 16 & 255) + (d >> 16 & 255);
            int green = (a >> 8 & 255) + (b >> 8 & 255) + (c >> 8 & 255) + (d >> 8 & 255);
            int blue = (a & 255) + (b & 255) + (c & 255) + (d & 255);
            int at = x - left >> 1;
            blueRow[at] = (byte) (128 + (U_RED * red + U_GREEN * green + UV_FULL * blue + 4 * HALF >> SHIFT + 2));
            redRow[at] = (byte) (128 + (UV_FULL * red + V_GREEN * green + V_BLUE * blue + 4 * HALF >> SHIFT + 2));
        }
        blueDifference.put(left / 2, y / 2, blueRow, (right - left) / 2);
        redDifference.put(left / 2, y / 2, redRow, (right - left) / 2);
    }
}
