package retrace.infra.streamer;

import java.io.DataInputStream;
import java.io.IOException;

/** A pixel format as a viewer sees it, and what a picture's pixels must be in it. */
record WirePixels(
        int bits,
        int depth,
        boolean isBigEndian,
        int redMax,
        int greenMax,
        int blueMax,
        int redShift,
        int greenShift,
        int blueShift) {

    static final WirePixels RGB32 = new WirePixels(32, 24, false, 255, 255, 255, 16, 8, 0);
    static final WirePixels BGR32_BIG_HIGH = new WirePixels(32, 24, true, 255, 255, 255, 8, 16, 24);
    static final WirePixels DEEP32 = new WirePixels(32, 30, false, 1023, 1023, 1023, 20, 10, 0);
    static final WirePixels RGB565 = new WirePixels(16, 16, false, 31, 63, 31, 11, 5, 0);
    static final WirePixels RGB555_BIG = new WirePixels(16, 15, true, 31, 31, 31, 10, 5, 0);
    static final WirePixels BGR233 = new WirePixels(8, 8, false, 7, 7, 3, 0, 3, 6);

    int read(DataInputStream in) throws IOException {
        return read(in, bits / 8);
    }

    /** As ZRLE has it: three bytes of a pixel whose fourth holds no colour. */
    int readCompact(DataInputStream in) throws IOException {
        if (bits != 32 || depth > 24) {
            return read(in);
        }
        boolean isLow = Math.max(redShift, Math.max(greenShift, blueShift)) < 24;
        int value = read(in, 3);
        return isLow ? value : value << 8;
    }

    private int read(DataInputStream in, int bytes) throws IOException {
        int value = 0;
        for (int i = 0; i < bytes; i++) {
            int next = in.readUnsignedByte();
            value = isBigEndian ? value << 8 | next : value | next << 8 * i;
        }
        return value;
    }

    int of(int rgb) {
        return scaled(rgb >> 16 & 0xFF, redMax) << redShift
                | scaled(rgb >> 8 & 0xFF, greenMax) << greenShift
                | scaled(rgb & 0xFF, blueMax) << blueShift;
    }

    private static int scaled(int channel, int max) {
        return (int) Math.round(channel * (double) max / 255);
    }
}
