package retrace.relay.rfb.decode;

/** The colours that a colour-mapped pixel format refers to, black until they are told (RFC 6143, section 7.6.2). */
final class ColourMap {

    /** Indices have 16 bits on the wire. */
    static final int SIZE = 1 << 16;

    private int[] colours = new int[0];

    /**
     * @param index below {@link #SIZE}
     * @param colour {@code 0x00RRGGBB}
     */
    void set(int index, int colour) {
        table()[index] = colour;
    }

    /** The colours themselves, {@link #SIZE} of them; changes show in it. Takes memory only once it is asked for. */
    int[] table() {
        if (colours.length == 0) {
            colours = new int[SIZE];
        }
        return colours;
    }
}
