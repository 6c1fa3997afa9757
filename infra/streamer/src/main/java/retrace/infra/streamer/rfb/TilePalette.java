package retrace.infra.streamer.rfb;

import java.util.Arrays;

/** The colours of a tile in the order in which they appear, up to a limit, and how often the colour changes. */
final class TilePalette {

    /** What a palette-encoded ZRLE tile can hold. */
    static final int COLOURS_MAX = 127;

    /** A power of two well above {@link #COLOURS_MAX}, so that chains stay short. */
    private static final int SLOTS = 512;

    private final int[] colours = new int[COLOURS_MAX];
    private final int[] slotColour = new int[SLOTS];
    private final int[] slotIndex = new int[SLOTS];
    private int count;
    private boolean isOverfull;
    private int runs;
    private int longRuns;

    /** Looks at the first {@code length} pixels. */
    void read(int[] tile, int length) {
        Arrays.fill(slotIndex, -1);
        count = 0;
        isOverfull = false;
        runs = 0;
        longRuns = 0;
        int i = 0;
        while (i < length) {
            int colour = tile[i];
            int start = i;
            while (i < length && tile[i] == colour) {
                i++;
            }
            runs++;
            if (i - start > 1) {
                longRuns++;
            }
            if (!isOverfull) {
                add(colour);
            }
        }
    }

    private void add(int colour) {
        int slot = slotOf(colour);
        if (slotIndex[slot] >= 0) {
            return;
        }
        if (count == COLOURS_MAX) {
            isOverfull = true;
            return;
        }
        slotColour[slot] = colour;
        slotIndex[slot] = count;
        colours[count++] = colour;
    }

    private int slotOf(int colour) {
        int slot = (colour * 0x9E3779B1) >>> 23;
        while (slotIndex[slot] >= 0 && slotColour[slot] != colour) {
            slot = slot + 1 & SLOTS - 1;
        }
        return slot;
    }

    /** Index of a colour that was read; only where there are not too many. */
    int indexOf(int colour) {
        return slotIndex[slotOf(colour)];
    }

    int colour(int index) {
        return colours[index];
    }

    int count() {
        return count;
    }

    boolean isOverfull() {
        return isOverfull;
    }

    int runs() {
        return runs;
    }

    /** Runs of more than one pixel. */
    int longRuns() {
        return longRuns;
    }
}
