package retrace.relay.rfb.decode;

import retrace.relay.rfb.PixelFormat;

/**
 * Turns pixels as they lie on the wire into {@code 0x00RRGGBB}, for one pixel format. Besides the pixel itself there are
 * two shorter forms: ZRLE's CPIXEL and Tight's TPIXEL.
 *
 * <p>Source: RFC 6143, sections 7.4 and 7.7.6; rfbproto, "Tight Encoding". Not safe for use by several threads.
 */
abstract sealed class PixelReader permits TablePixelReader, WidePixelReader {

    private final PixelFormat format;
    private final int[] reds;
    private final int[] greens;
    private final int[] blues;

    PixelReader(PixelFormat format) {
        this.format = format;
        reds = scaled(format.redMax(), 16);
        greens = scaled(format.greenMax(), 8);
        blues = scaled(format.blueMax(), 0);
    }

    /** @param colours the colour map, for formats whose colours are mapped; what it is told later shows at once */
    static PixelReader of(PixelFormat format, ColourMap colours) {
        return format.bytesPerPixel() == 4
                ? new WidePixelReader(format, colours)
                : new TablePixelReader(format, colours);
    }

    /** For each value of a component what it adds to a pixel, so that no pixel takes a division. */
    private static int[] scaled(int max, int shift) {
        int[] values = new int[max + 1];
        for (int value = 1; value <= max; value++) {
            values[value] = (int) ((value * 255L + max / 2) / max) << shift;
        }
        return values;
    }

    final PixelFormat format() {
        return format;
    }

    /** Size of a pixel on the wire. */
    final int bytes() {
        return format.bytesPerPixel();
    }

    /** Size of a CPIXEL. */
    int compactBytes() {
        return bytes();
    }

    /** Size of a TPIXEL: 3 where it is the bytes red, green, blue, else that of a pixel. */
    int tightBytes() {
        return bytes();
    }

    /** The pixel as the number that the format's shifts refer to. */
    abstract int value(byte[] from, int at);

    abstract int pixel(byte[] from, int at);

    int compactPixel(byte[] from, int at) {
        return pixel(from, at);
    }

    int tightPixel(byte[] from, int at) {
        return pixel(from, at);
    }

    /** Reads {@code count} pixels that follow each other. */
    abstract void row(byte[] from, int at, int[] to, int toAt, int count);

    void compactRow(byte[] from, int at, int[] to, int toAt, int count) {
        row(from, at, to, toAt, count);
    }

    void tightRow(byte[] from, int at, int[] to, int toAt, int count) {
        row(from, at, to, toAt, count);
    }

    final int red(int value) {
        return value >>> format.redShift() & format.redMax();
    }

    final int green(int value) {
        return value >>> format.greenShift() & format.greenMax();
    }

    final int blue(int value) {
        return value >>> format.blueShift() & format.blueMax();
    }

    /** @param red in the format's own range, like the others */
    final int colour(int red, int green, int blue) {
        return reds[red] | greens[green] | blues[blue];
    }

    final int colourOf(int value) {
        return colour(red(value), green(value), blue(value));
    }
}
