package retrace.relay.rfb;

/**
 * How a pixel lies on the wire (RFC 6143, section 7.4).
 *
 * @param bitsPerPixel 8, 16 or 32
 * @param depth useful bits of it
 * @param redMax largest red value, 2ⁿ − 1, likewise {@code greenMax} and {@code blueMax}; 0 where colours are mapped
 * @param redShift how far right red is shifted to bit 0, likewise {@code greenShift} and {@code blueShift}
 */
public record PixelFormat(
        int bitsPerPixel,
        int depth,
        boolean bigEndian,
        boolean trueColour,
        int redMax,
        int greenMax,
        int blueMax,
        int redShift,
        int greenShift,
        int blueShift) {

    /** Size on the wire, padding included. */
    public static final int WIRE_BYTES = 16;

    public PixelFormat {
        if (bitsPerPixel != 8 && bitsPerPixel != 16 && bitsPerPixel != 32) {
            throw new RfbViolation("A pixel format of " + bitsPerPixel + " bits a pixel; RFB knows 8, 16 and 32.");
        }
        if (trueColour) {
            requireComponent("red", redMax, redShift, bitsPerPixel);
            requireComponent("green", greenMax, greenShift, bitsPerPixel);
            requireComponent("blue", blueMax, blueShift, bitsPerPixel);
        }
    }

    public int bytesPerPixel() {
        return bitsPerPixel / 8;
    }

    private static void requireComponent(String name, int max, int shift, int bitsPerPixel) {
        boolean allOnes = max > 0 && (max & (max + 1)) == 0;
        if (!allOnes || shift < 0 || shift + Integer.bitCount(max) > bitsPerPixel) {
            throw new RfbViolation("A pixel format whose " + name + " has maximum " + max + " and shift " + shift
                    + " in " + bitsPerPixel + " bits.");
        }
    }
}
