package retrace.relay.rfb.decode;

import java.util.BitSet;

/**
 * Which pixels have been painted at all, to the pixel: a streamer's rectangles need not line up with anything. Takes a
 * bit a pixel until all have been, and nothing from then on.
 */
final class Coverage {

    private final int width;
    private final int pixels;
    private final BitSet painted = new BitSet();
    private int firstUnpainted;

    Coverage(int width, int height) {
        this.width = width;
        pixels = width * height;
    }

    void add(int x, int y, int areaWidth, int areaHeight) {
        if (firstUnpainted == pixels) {
            return;
        }
        for (int row = y; row < y + areaHeight; row++) {
            painted.set(row * width + x, row * width + x + areaWidth);
        }
    }

    boolean isWhole() {
        if (firstUnpainted < pixels) {
            firstUnpainted = painted.nextClearBit(firstUnpainted);
            if (firstUnpainted == pixels) {
                painted.clear();
            }
        }
        return firstUnpainted == pixels;
    }
}
