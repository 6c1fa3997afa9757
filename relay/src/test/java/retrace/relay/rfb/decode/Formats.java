package retrace.relay.rfb.decode;

import java.util.List;
import java.util.Random;
import retrace.relay.rfb.PixelFormat;

/** Pixel formats that viewers set, and any other. */
public final class Formats {

    public static final PixelFormat PLAIN = new PixelFormat(32, 24, false, true, 255, 255, 255, 16, 8, 0);
    public static final PixelFormat SIXTEEN = new PixelFormat(16, 16, false, true, 31, 63, 31, 11, 5, 0);
    public static final PixelFormat EIGHT = new PixelFormat(8, 8, false, true, 7, 7, 3, 0, 3, 6);
    static final PixelFormat MAPPED = new PixelFormat(8, 8, false, false, 0, 0, 0, 0, 0, 0);

    static final List<PixelFormat> USUAL = List.of(
            PLAIN,
            new PixelFormat(32, 24, true, true, 255, 255, 255, 16, 8, 0),
            new PixelFormat(32, 24, false, true, 255, 255, 255, 0, 8, 16),
            new PixelFormat(32, 24, true, true, 255, 255, 255, 24, 16, 8),
            new PixelFormat(32, 32, false, true, 255, 255, 255, 24, 16, 8),
            new PixelFormat(32, 30, false, true, 1023, 1023, 1023, 20, 10, 0),
            SIXTEEN,
            new PixelFormat(16, 16, true, true, 31, 63, 31, 11, 5, 0),
            new PixelFormat(16, 15, false, true, 31, 31, 31, 10, 5, 0),
            EIGHT,
            new PixelFormat(8, 6, false, true, 3, 3, 3, 4, 2, 0));

    private Formats() {}

    /** A usual one, or components of any sizes in any order with any gaps. */
    static PixelFormat any(Random random) {
        if (random.nextBoolean()) {
            return USUAL.get(random.nextInt(USUAL.size()));
        }
        int bits = 8 << random.nextInt(3);
        int[] sizes = {1 + random.nextInt(bits / 4), 1 + random.nextInt(bits / 4), 1 + random.nextInt(bits / 4)};
        int spare = bits - sizes[0] - sizes[1] - sizes[2];
        int[] shifts = new int[3];
        int shift = 0;
        int first = random.nextInt(3);
        for (int i = 0; i < 3; i++) {
            int component = (first + i) % 3;
            int gap = random.nextInt(spare + 1);
            spare -= gap;
            shifts[component] = shift + gap;
            shift += gap + sizes[component];
        }
        return new PixelFormat(
                bits,
                random.nextBoolean() ? Math.min(bits, 24) : bits,
                random.nextBoolean(),
                true,
                (1 << sizes[0]) - 1,
                (1 << sizes[1]) - 1,
                (1 << sizes[2]) - 1,
                shifts[0],
                shifts[1],
                shifts[2]);
    }

    /** What a pixel of this value looks like, told in another way than the decoder's. */
    static int colourOf(int value, PixelFormat format) {
        return component(value, format.redShift(), format.redMax()) << 16
                | component(value, format.greenShift(), format.greenMax()) << 8
                | component(value, format.blueShift(), format.blueMax());
    }

    private static int component(int value, int shift, int max) {
        long raw = (value & 0xffffffffL) / (1L << shift) % (max + 1L);
        return (int) Math.floor(raw * 255.0 / max + 0.5);
    }

    /** A value within the format's components. */
    static int anyValue(PixelFormat format, Random random) {
        return random.nextInt(format.redMax() + 1) << format.redShift()
                | random.nextInt(format.greenMax() + 1) << format.greenShift()
                | random.nextInt(format.blueMax() + 1) << format.blueShift();
    }
}
