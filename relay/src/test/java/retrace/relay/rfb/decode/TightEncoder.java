package retrace.relay.rfb.decode;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import javax.imageio.ImageIO;
import retrace.relay.rfb.PixelFormat;

/** Tight and TightPNG as a streamer would write them: any filter that holds the picture, in any of the four streams. */
final class TightEncoder implements RectangleEncoder, AutoCloseable {

    private final List<DeflatedStream> streams =
            List.of(new DeflatedStream(), new DeflatedStream(), new DeflatedStream(), new DeflatedStream());
    private final boolean png;
    private final Random random;

    TightEncoder(boolean png, Random random) {
        this.png = png;
        this.random = random;
    }

    @Override
    public byte[] encode(WireImage image) {
        Set<Integer> distinct = new LinkedHashSet<>();
        for (int value : image.values()) {
            distinct.add(value);
        }
        List<Integer> palette = new ArrayList<>(distinct);
        WireBytes bytes = WireBytes.wire();
        if (palette.size() == 1 && random.nextInt(4) != 0) {
            bytes.u8(0x80);
            tightPixel(palette.getFirst(), image.format(), bytes);
        } else if (png && random.nextBoolean()) {
            byte[] encoded = png(image);
            bytes.u8(0xa0);
            compactLength(encoded.length, bytes);
            bytes.add(encoded);
        } else if (palette.size() <= 256 && palette.size() > 1 && random.nextInt(3) != 0) {
            palette(image, palette, bytes);
        } else if (image.format().bitsPerPixel() > 8 && random.nextBoolean()) {
            WireBytes data = gradient(image);
            send(true, WireBytes.wire().u8(2), data.bytes(), bytes);
        } else {
            WireBytes data = WireBytes.wire();
            for (int value : image.values()) {
                tightPixel(value, image.format(), data);
            }
            boolean explicit = random.nextBoolean();
            send(explicit, explicit ? WireBytes.wire().u8(0) : WireBytes.wire(), data.bytes(), bytes);
        }
        return bytes.bytes();
    }

    private void palette(WireImage image, List<Integer> palette, WireBytes bytes) {
        WireBytes filter = WireBytes.wire().u8(1).u8(palette.size() - 1);
        palette.forEach(value -> tightPixel(value, image.format(), filter));
        WireBytes data = WireBytes.wire();
        for (int y = 0; y < image.height(); y++) {
            int bits = 0;
            for (int x = 0; x < image.width(); x++) {
                int index = palette.indexOf(image.value(x, y));
                if (palette.size() > 2) {
                    data.u8(index);
                    continue;
                }
                bits = bits << 1 | index;
                if (x % 8 == 7 || x == image.width() - 1) {
                    data.u8(bits << 7 - x % 8);
                    bits = 0;
                }
            }
        }
        send(true, filter, data.bytes(), bytes);
    }

    private void send(boolean explicit, WireBytes filter, byte[] data, WireBytes bytes) {
        int number = random.nextInt(4);
        int resets = 0;
        if (random.nextInt(6) == 0) {
            resets = 1 << number;
            streams.get(number).restart();
        }
        boolean withoutZlib = !png && random.nextInt(6) == 0;
        int kind = (explicit ? 4 : 0) | (withoutZlib ? 10 : number);
        bytes.u8(kind << 4 | resets).add(filter.bytes());
        if (data.length < 12) {
            bytes.add(data);
            return;
        }
        byte[] sent = withoutZlib ? data : streams.get(number).next(data);
        compactLength(sent.length, bytes);
        bytes.add(sent);
    }

    static void compactLength(int length, WireBytes to) {
        if (length < 1 << 7) {
            to.u8(length);
        } else if (length < 1 << 14) {
            to.u8(length & 127 | 128).u8(length >> 7);
        } else {
            to.u8(length & 127 | 128).u8(length >> 7 & 127 | 128).u8(length >> 14);
        }
    }

    private static boolean isThreeBytes(PixelFormat format) {
        return format.bitsPerPixel() == 32
                && format.depth() == 24
                && format.redMax() == 255
                && format.greenMax() == 255
                && format.blueMax() == 255;
    }

    private static void tightPixel(int value, PixelFormat format, WireBytes to) {
        if (isThreeBytes(format)) {
            to.u8(value >>> format.redShift()).u8(value >>> format.greenShift()).u8(value >>> format.blueShift());
        } else {
            to.pixel(value, format);
        }
    }

    private static WireBytes gradient(WireImage image) {
        PixelFormat format = image.format();
        WireBytes data = WireBytes.wire();
        for (int y = 0; y < image.height(); y++) {
            for (int x = 0; x < image.width(); x++) {
                int red = difference(image, x, y, format.redShift(), format.redMax());
                int green = difference(image, x, y, format.greenShift(), format.greenMax());
                int blue = difference(image, x, y, format.blueShift(), format.blueMax());
                int value = red << format.redShift() | green << format.greenShift() | blue << format.blueShift();
                tightPixel(value, format, data);
            }
        }
        return data;
    }

    private static int difference(WireImage image, int x, int y, int shift, int max) {
        int predicted = component(image, x - 1, y, shift, max)
                + component(image, x, y - 1, shift, max)
                - component(image, x - 1, y - 1, shift, max);
        return component(image, x, y, shift, max) - Math.clamp(predicted, 0, max) & max;
    }

    private static int component(WireImage image, int x, int y, int shift, int max) {
        return x < 0 || y < 0 ? 0 : image.value(x, y) >>> shift & max;
    }

    private byte[] png(WireImage image) {
        int type = random.nextBoolean() ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_4BYTE_ABGR;
        BufferedImage picture = new BufferedImage(image.width(), image.height(), type);
        int[] colours = image.colours();
        for (int i = 0; i < colours.length; i++) {
            picture.setRGB(i % image.width(), i / image.width(), 0xff000000 | colours[i]);
        }
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            ImageIO.write(picture, "png", out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        streams.forEach(DeflatedStream::close);
    }
}
