package retrace.relay.banner;

import java.nio.ByteBuffer;
import java.util.BitSet;

/**
 * The first 256 colours of a streamer's colour map, as far as it has told them (RFC 6143, section 7.6.2). Not safe for
 * use by several threads.
 */
public final class ColourTable {

    private static final int SIZE = 256;
    private static final int HEADER_BYTES = 6;
    private static final int ENTRY_BYTES = 6;

    private final int[] colours = new int[SIZE];
    private final BitSet told = new BitSet(SIZE);

    /** @param message SetColourMapEntries, whole */
    public void take(ByteBuffer message) {
        int first = message.getShort(2) & 0xffff;
        int count = message.getShort(4) & 0xffff;
        for (int i = 0; i < count && first + i < SIZE; i++) {
            int at = HEADER_BYTES + ENTRY_BYTES * i; // components of 16 bits, of which the upper 8 are kept
            int red = message.get(at) & 0xff;
            int green = message.get(at + 2) & 0xff;
            int blue = message.get(at + 4) & 0xff;
            colours[first + i] = red << 16 | green << 8 | blue;
            told.set(first + i);
        }
    }

    boolean isEmpty() {
        return told.isEmpty();
    }

    /** @return the index of the colour that is nearest; there must be one */
    int nearest(int colour) {
        int nearest = -1;
        int least = Integer.MAX_VALUE;
        for (int i = told.nextSetBit(0); i >= 0; i = told.nextSetBit(i + 1)) {
            int distance = distance(colour, colours[i]);
            if (distance < least) {
                least = distance;
                nearest = i;
            }
        }
        return nearest;
    }

    private static int distance(int one, int other) {
        int sum = 0;
        for (int shift = 0; shift < 24; shift += 8) {
            int difference = (one >> shift & 0xff) - (other >> shift & 0xff);
            sum += difference * difference;
        }
        return sum;
    }
}
