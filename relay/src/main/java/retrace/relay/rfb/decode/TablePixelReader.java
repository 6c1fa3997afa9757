package retrace.relay.rfb.decode;

import retrace.relay.rfb.PixelFormat;

/** Pixels of 8 and 16 bits: few enough values to look each one up. */
final class TablePixelReader extends PixelReader {

    private final boolean one;
    private final boolean bigEndian;
    private final int[] table;

    TablePixelReader(PixelFormat format, ColourMap colours) {
        super(format);
        one = format.bitsPerPixel() == 8;
        bigEndian = format.bigEndian();
        int values = 1 << format.bitsPerPixel();
        table = format.trueColour() ? new int[values] : colours.table();
        if (format.trueColour()) {
            for (int value = 0; value < values; value++) {
                table[value] = colourOf(value);
            }
        }
    }

    @Override
    int value(byte[] from, int at) {
        if (one) {
            return from[at] & 0xff;
        }
        int first = from[at] & 0xff;
        int second = from[at + 1] & 0xff;
        return bigEndian ? first << 8 | second : second << 8 | first;
    }

    @Override
    int pixel(byte[] from, int at) {
        return table[value(from, at)];
    }

    @Override
    void row(byte[] from, int at, int[] to, int toAt, int count) {
        if (one) {
            for (int i = 0; i < count; i++) {
                to[toAt + i] = table[from[at + i] & 0xff];
            }
        } else {
            int high = at + (bigEndian ? 0 : 1);
            int low = at + (bigEndian ? 1 : 0);
            for (int i = 0; i < count; i++) {
                to[toAt + i] = table[(from[high + 2 * i] & 0xff) << 8 | from[low + 2 * i] & 0xff];
            }
        }
    }
}
