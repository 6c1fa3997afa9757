package retrace.relay.recording.encode;

import java.lang.foreign.MemorySegment;
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

    private static final int GREEN = 0x00ff00;
    private static final int RED_AND_BLUE = 0xff00ff;

    private final int sourceWidth;
    private final int sourceHeight;
    private final Plane luma;
    private final Plane blueDifference;
    private final Plane redDifference;
    private final Row lumaRow;
    private final Row blueRow;
    private final Row redRow;

    /** One plane in the codec's memory. */
    record Plane(MemorySegment bytes, int stride) {

        /** @return whether it is another than the one that was there */
        boolean put(int x, int y, Row row, int length) {
            long at = (long) y * stride + x;
            if (MemorySegment.mismatch(row.segment, 0, length, bytes, at, at + length) < 0) {
                return false;
            }
            MemorySegment.copy(row.segment, 0, bytes, at, length);
            return true;
        }
    }

    /** A row on its way into a plane. */
    static final class Row {

        private final byte[] bytes;
        private final MemorySegment segment;

        Row(int length) {
            bytes = new byte[length];
            segment = MemorySegment.ofArray(bytes);
        }
    }

    YuvPicture(
            int sourceWidth, int sourceHeight, int codedWidth, Plane luma, Plane blueDifference, Plane redDifference) {
        this.sourceWidth = sourceWidth;
        this.sourceHeight = sourceHeight;
        this.luma = luma;
        this.blueDifference = blueDifference;
        this.redDifference = redDifference;
        lumaRow = new Row(codedWidth);
        blueRow = new Row(codedWidth / 2);
        redRow = new Row(codedWidth / 2);
    }

    /**
     * @param area in source pixels
     * @return whether the picture has changed; streamers often send what was there already
     */
    boolean convert(int[] pixels, Rectangle area) {
        int left = area.x() & ~1;
        int right = area.right() + 1 & ~1;
        boolean changed = false;
        for (int y = area.y() & ~1; y < area.bottom(); y += 2) {
            int upper = y * sourceWidth;
            int lower = Math.min(y + 1, sourceHeight - 1) * sourceWidth;
            changed |= lumaRow(pixels, upper, left, right, y);
            changed |= lumaRow(pixels, lower, left, right, y + 1);
            changed |= chromaRow(pixels, upper, lower, left, right, y);
        }
        return changed;
    }

    private boolean lumaRow(int[] pixels, int row, int left, int right, int y) {
        byte[] target = lumaRow.bytes;
        int count = Math.min(right, sourceWidth) - left;
        for (int i = 0, from = row + left; i < count; i++) {
            int pixel = pixels[from + i];
            int value = Y_RED * (pixel >> 16 & 255) + Y_GREEN * (pixel >> 8 & 255) + Y_BLUE * (pixel & 255);
            target[i] = (byte) (16 + (value + HALF >> SHIFT));
        }
        if (count < right - left) {
            target[count] = target[count - 1];
        }
        return luma.put(left, y, lumaRow, right - left);
    }

    private boolean chromaRow(int[] pixels, int upper, int lower, int left, int right, int y) {
        int last = sourceWidth - 1;
        for (int x = left; x < right; x += 2) {
            int next = Math.min(x + 1, last);
            chroma(pixels[upper + x], pixels[upper + next], pixels[lower + x], pixels[lower + next], x - left >> 1);
        }
        boolean blueChanged = blueDifference.put(left / 2, y / 2, blueRow, (right - left) / 2);
        boolean redChanged = redDifference.put(left / 2, y / 2, redRow, (right - left) / 2);
        return blueChanged || redChanged;
    }

    /** Of four pixels; red and blue are added up together, for a sum of four takes 10 bits and there are 16. */
    private void chroma(int a, int b, int c, int d, int at) {
        int redAndBlue = (a & RED_AND_BLUE) + (b & RED_AND_BLUE) + (c & RED_AND_BLUE) + (d & RED_AND_BLUE);
        int green = (a & GREEN) + (b & GREEN) + (c & GREEN) + (d & GREEN) >> 8;
        int red = redAndBlue >> 16;
        int blue = redAndBlue & 0xffff;
        blueRow.bytes[at] = (byte) (128 + (U_RED * red + U_GREEN * green + UV_FULL * blue + 4 * HALF >> SHIFT + 2));
        redRow.bytes[at] = (byte) (128 + (UV_FULL * red + V_GREEN * green + V_BLUE * blue + 4 * HALF >> SHIFT + 2));
    }
}
