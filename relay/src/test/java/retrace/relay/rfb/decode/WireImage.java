package retrace.relay.rfb.decode;

import java.util.Random;
import retrace.relay.rfb.PixelFormat;

/** A picture as values of a pixel format. */
record WireImage(int width, int height, int[] values, PixelFormat format) {

    int value(int x, int y) {
        return values[y * width + x];
    }

    /** With few colours in long runs or with many, as desktops and photographs have. */
    static WireImage any(int width, int height, PixelFormat format, Random random) {
        int[] colours = new int[1 + random.nextInt(random.nextBoolean() ? 4 : 200)];
        for (int i = 0; i < colours.length; i++) {
            colours[i] = Formats.anyValue(format, random);
        }
        boolean noise = random.nextInt(4) == 0;
        int runMax = 1 + random.nextInt(random.nextBoolean() ? 3 : 700);
        int[] values = new int[width * height];
        int left = 0;
        int colour = 0;
        for (int i = 0; i < values.length; i++, left--) {
            if (left == 0) {
                left = 1 + random.nextInt(runMax);
                colour = colours[random.nextInt(colours.length)];
            }
            values[i] = noise ? Formats.anyValue(format, random) : colour;
        }
        return new WireImage(width, height, values, format);
    }

    WireImage part(int x, int y, int partWidth, int partHeight) {
        int[] part = new int[partWidth * partHeight];
        for (int row = 0; row < partHeight; row++) {
            System.arraycopy(values, (y + row) * width + x, part, row * partWidth, partWidth);
        }
        return new WireImage(partWidth, partHeight, part, format);
    }

    /** {@code 0x00RRGGBB}, row after row. */
    int[] colours() {
        int[] colours = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            colours[i] = Formats.colourOf(values[i], format);
        }
        return colours;
    }

    /** Raw. */
    WireBytes raw() {
        WireBytes bytes = WireBytes.wire();
        for (int value : values) {
            bytes.pixel(value, format);
        }
        return bytes;
    }
}
