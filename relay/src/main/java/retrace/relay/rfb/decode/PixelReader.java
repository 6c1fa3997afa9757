package retrace.relay.rfb.decode;

import retrace.relay.rfb.PixelFormat;

/**
 * Turns pixels as they lie on the wire into {@code 0x00RRGGBB}, for one pixel format: by a table for 8 and 16 bits a
 * pixel, by shifting for 32.
 */
final class PixelReader {

    private final PixelFormat format;
    private final int bytes;
    private final int[] table;
    private final boolean plain;
    private final int compactBytes;
    private final boolean compactLow;

    /** @param colours the colour map, for formats whose colours are mapped */
    PixelReader(PixelFormat format, ColourMap colours) {
        this.format = format;
        bytes = format.bytesPerPixel();
        plain = bytes == 4
                && format.trueColour()
                && format.redMax() == 255
                && format.greenMax() == 255
                && format.blueMax() == 255;
        table = bytes == 4 ? new int[0] : new int[1 << format.bitsPerPixel()];
        for (int value = 0; value < table.length; value++) {
            table[value] = format.trueColour() ? trueColour(value) : colours.colour(value);
        }
        long used = mask(format.redMax(), format.redShift())
                | mask(format.greenMax(), format.greenShift())
                | mask(format.blueMax(), format.blueShift());
        boolean fitsLow = used <= 0xffffffL;
        boolean fitsHigh = (used & 0xff) == 0;
        boolean compact = bytes == 4 && format.trueColour() && format.depth() <= 24 && (fitsLow || fitsHigh);
        compactBytes = compact ? 3 : bytes;
        compactLow = fitsLow;
    }

    private static long mask(int max, int shift) {
        return (long) max << shift;
    }

    int bytes() {
        return bytes;
    }

    /** Size of ZRLE's CPIXEL. */
    int compactBytes() {
        return compactBytes;
    }

    /** Tight sends red, green, blue as three bytes in this case (rfbproto, "TPIXEL"). */
    boolean tightIsThreeBytes() {
        return plain && format.depth() == 24;
    }

    int pixel(byte[] from, int at) {
        return switch (bytes) {
            case 1 -> table[from[at] & 0xff];
            case 2 -> table[sixteen(from, at)];
            default -> colourOf(thirtyTwo(from, at));
        };
    }

    int compactPixel(byte[] from, int at) {
        if (compactBytes != 3 || bytes != 4) {
            return pixel(from, at);
        }
        int a = from[at] & 0xff;
        int b = from[at + 1] & 0xff;
        int c = from[at + 2] & 0xff;
        int three = format.bigEndian() ? a << 16 | b << 8 | c : c << 16 | b << 8 | a;
        return colourOf(compactLow ? three : three << 8);
    }

    int tightPixel(byte[] from, int at) {
        return tightIsThreeBytes()
                ? (from[at] & 0xff) << 16 | (from[at + 1] & 0xff) << 8 | (from[at + 2] & 0xff)
                : pixel(from, at);
    }

    int tightBytes() {
        return tightIsThreeBytes() ? 3 : bytes;
    }

    void row(byte[] from, int at, int[] to, int toAt, int count) {
        int position = at;
        for (int i = 0; i < count; i++, position += bytes) {
            to[toAt + i] = pixel(from, position);
        }
    }

    /** Value of one colour component in Tight's gradient arithmetic, which works in the wire's own range. */
    int redMax() {
        return format.redMax();
    }

    int greenMax() {
        return format.greenMax();
    }

    int blueMax() {
        return format.blueMax();
    }

    /** The pixel as one number, bytes in the wire's order. */
    int value(byte[] from, int at) {
        return switch (bytes) {
            case 1 -> from[at] & 0xff;
            case 2 -> sixteen(from, at);
            default -> thirtyTwo(from, at);
        };
    }

    int red(int value) {
        return value >>> format.redShift() & format.redMax();
    }

    int green(int value) {
        return value >>> format.greenShift() & format.greenMax();
    }

    int blue(int value) {
        return value >>> format.blueShift() & format.blueMax();
    }

    int colour(int red, int green, int blue) {
        return scale(red, format.redMax()) << 16 | scale(green, format.greenMax()) << 8 | scale(blue, format.blueMax());
    }

    private int sixteen(byte[] from, int at) {
        int first = from[at] & 0xff;
        int second = from[at + 1] & 0xff;
        return format.bigEndian() ? first << 8 | second : second << 8 | first;
    }

    private int thirtyTwo(byte[] from, int at) {
        int a = from[at] & 0xff;
        int b = from[at + 1] & 0xff;
        int c = from[at + 2] & 0xff;
        int d = from[at + 3] & 0xff;
        return format.bigEndian() ? a << 24 | b << 16 | c << 8 | d : d << 24 | c << 16 | b << 8 | a;
    }

    private int colourOf(int value) {
        return plain
                ? (value >>> format.redShift() & 0xff) << 16
                        | (value >>> format.greenShift() & 0xff) << 8
                        | (value >>> format.blueShift() & 0xff)
                : trueColour(value);
    }

    private int trueColour(int value) {
        return colour(red(value), green(value), blue(value));
    }

    private static int scale(int component, int max) {
        return max == 255 ? component : (int) (((long) component * 255 + max / 2) / Math.max(max, 1));
    }
}
