package retrace.relay.rfb.decode;

/** Raw, RRE, CoRRE and Zlib as a streamer would write them. */
final class SimpleEncoders {

    private SimpleEncoders() {}

    static byte[] raw(WireImage image) {
        return image.raw().bytes();
    }

    /** Each run that is not in the background's colour is a subrectangle. */
    static byte[] rre(WireImage image, boolean compact) {
        WireBytes subrectangles = WireBytes.wire();
        int background = image.values().length == 0 ? 0 : image.value(0, 0);
        int count = 0;
        for (int y = 0; y < image.height(); y++) {
            int x = 0;
            while (x < image.width()) {
                int end = runEnd(image, x, y, image.width());
                if (image.value(x, y) != background) {
                    subrectangles.pixel(image.value(x, y), image.format());
                    coordinates(subrectangles, compact, x, y, end - x, 1);
                    count++;
                }
                x = end;
            }
        }
        return WireBytes.wire()
                .u32(count)
                .pixel(background, image.format())
                .add(subrectangles.bytes())
                .bytes();
    }

    private static void coordinates(WireBytes to, boolean compact, int... values) {
        for (int value : values) {
            if (compact) {
                to.u8(value);
            } else {
                to.u16(value);
            }
        }
    }

    static int runEnd(WireImage image, int x, int y, int limit) {
        int end = x + 1;
        while (end < limit && image.value(end, y) == image.value(x, y)) {
            end++;
        }
        return end;
    }

    static byte[] zlib(WireImage image, DeflatedStream stream) {
        byte[] data = stream.next(image.raw().bytes());
        return WireBytes.wire().u32(data.length).add(data).bytes();
    }
}
