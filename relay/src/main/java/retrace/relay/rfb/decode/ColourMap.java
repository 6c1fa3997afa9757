package retrace.relay.rfb.decode;

/** The colours that a colour-mapped pixel format refers to (RFC 6143, section 7.6.2). */
final class ColourMap {

    private static final int SIZE = 1 << 16;

    private int[] colours = new int[0];

    /** @param colour {@code 0x00RRGGBB} */
    void set(int index, int colour) {
        if (colours.length == 0) {
            colours = new int[SIZE];
        }
        colours[index & SIZE - 1] = colour;
    }

    /** Black for what has not been set. */
    int colour(int index) {
        return index < colours.length ? colours[index] : 0;
    }
}
