package retrace.relay.rfb.decode;

import java.util.Arrays;

/**
 * Tight's gradient filter: each component is told as its difference from left + above − aboveLeft, held to the
 * component's range, in the wire's own range and modulo it.
 */
final class TightGradient {

    private static final int COMPONENTS = 3;

    /** The row above in components, one pixel of zeros to its left. */
    private int[] above = new int[0];

    /** The row's differences in components. */
    private int[] differences = new int[0];

    /** A rectangle begins, above which there is nothing. */
    void begin(int width) {
        int size = (width + 1) * COMPONENTS;
        if (above.length < size) {
            above = new int[size];
            differences = new int[size];
        } else {
            Arrays.fill(above, 0, size, 0);
        }
    }

    void row(byte[] row, int width, PixelReader pixels, int[] target, int to) {
        readDifferences(row, width, pixels);
        addUp(width, 0, pixels.format().redMax());
        addUp(width, 1, pixels.format().greenMax());
        addUp(width, 2, pixels.format().blueMax());
        for (int x = 0, at = COMPONENTS; x < width; x++, at += COMPONENTS) {
            target[to + x] = pixels.colour(above[at], above[at + 1], above[at + 2]);
        }
    }

    private void readDifferences(byte[] row, int width, PixelReader pixels) {
        int size = pixels.tightBytes();
        if (size == COMPONENTS) {
            for (int i = 0; i < width * COMPONENTS; i++) {
                differences[i] = row[i] & 0xff;
            }
            return;
        }
        for (int x = 0; x < width; x++) {
            int value = pixels.value(row, x * size);
            differences[x * COMPONENTS] = pixels.red(value);
            differences[x * COMPONENTS + 1] = pixels.green(value);
            differences[x * COMPONENTS + 2] = pixels.blue(value);
        }
    }

    /** Replaces the row above by this row, in one component. */
    private void addUp(int width, int component, int max) {
        int left = 0;
        int aboveLeft = 0;
        for (int i = component; i < width * COMPONENTS; i += COMPONENTS) {
            int up = above[i + COMPONENTS];
            int predicted = Math.min(Math.max(left + up - aboveLeft, 0), max);
            left = predicted + differences[i] & max;
            aboveLeft = up;
            above[i + COMPONENTS] = left;
        }
    }
}
