package retrace.relay.rfb.decode;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import retrace.relay.rfb.PixelFormat;

/** ZRLE as a streamer would write it, each tile in one of the ways that hold it. */
final class ZrleEncoder implements RectangleEncoder {

    private final DeflatedStream stream;
    private final Random random;

    ZrleEncoder(DeflatedStream stream, Random random) {
        this.stream = stream;
        this.random = random;
    }

    @Override
    public byte[] encode(WireImage image) {
        WireBytes tiles = WireBytes.wire();
        for (int y = 0; y < image.height(); y += 64) {
            for (int x = 0; x < image.width(); x += 64) {
                tile(image.part(x, y, Math.min(64, image.width() - x), Math.min(64, image.height() - y)), tiles);
            }
        }
        byte[] data = stream.next(tiles.bytes());
        return WireBytes.wire().u32(data.length).add(data).bytes();
    }

    private void tile(WireImage tile, WireBytes to) {
        Set<Integer> distinct = new LinkedHashSet<>();
        for (int value : tile.values()) {
            distinct.add(value);
        }
        List<Integer> palette = new ArrayList<>(distinct);
        if (palette.size() == 1 && random.nextInt(4) != 0) {
            to.u8(1);
            compactPixel(palette.getFirst(), tile.format(), to);
        } else if (palette.size() <= 16 && palette.size() > 1 && random.nextBoolean()) {
            packed(tile, palette, to);
        } else if (palette.size() <= 127 && palette.size() > 1 && random.nextBoolean()) {
            paletteRuns(tile, palette, to);
        } else if (random.nextBoolean()) {
            to.u8(128);
            runs(tile, (value, length) -> {
                compactPixel(value, tile.format(), to);
                length(length, to);
            });
        } else {
            to.u8(0);
            for (int value : tile.values()) {
                compactPixel(value, tile.format(), to);
            }
        }
    }

    private static void packed(WireImage tile, List<Integer> palette, WireBytes to) {
        to.u8(palette.size());
        palette.forEach(value -> compactPixel(value, tile.format(), to));
        int bits = palette.size() == 2 ? 1 : palette.size() <= 4 ? 2 : 4;
        for (int y = 0; y < tile.height(); y++) {
            StringBuilder row = new StringBuilder();
            for (int x = 0; x < tile.width(); x++) {
                String index = Integer.toBinaryString(palette.indexOf(tile.value(x, y)));
                row.append("0".repeat(bits - index.length())).append(index);
            }
            row.append("0".repeat((8 - row.length() % 8) % 8));
            for (int i = 0; i < row.length(); i += 8) {
                to.u8(Integer.parseInt(row.substring(i, i + 8), 2));
            }
        }
    }

    private static void paletteRuns(WireImage tile, List<Integer> palette, WireBytes to) {
        to.u8(128 + palette.size());
        palette.forEach(value -> compactPixel(value, tile.format(), to));
        runs(tile, (value, length) -> {
            int index = palette.indexOf(value);
            if (length == 1) {
                to.u8(index);
            } else {
                to.u8(index | 128);
                length(length, to);
            }
        });
    }

    private interface Run {
        void of(int value, int length);
    }

    private static void runs(WireImage tile, Run run) {
        int[] values = tile.values();
        int start = 0;
        for (int i = 1; i <= values.length; i++) {
            if (i == values.length || values[i] != values[start]) {
                run.of(values[start], i - start);
                start = i;
            }
        }
    }

    private static void length(int length, WireBytes to) {
        int left = length - 1;
        for (; left >= 255; left -= 255) {
            to.u8(255);
        }
        to.u8(left);
    }

    /** Three bytes where the fourth is never used; of the wire's first and last byte the last is left out first. */
    static void compactPixel(int value, PixelFormat format, WireBytes to) {
        byte[] whole = WireBytes.wire().pixel(value, format).bytes();
        byte[] used = WireBytes.wire().pixel(allOnes(format), format).bytes();
        if (whole.length < 4 || used[0] != 0 && used[3] != 0) {
            to.add(whole);
            return;
        }
        int from = used[3] == 0 ? 0 : 1;
        to.u8(whole[from]).u8(whole[from + 1]).u8(whole[from + 2]);
    }

    private static int allOnes(PixelFormat format) {
        return format.redMax() << format.redShift()
                | format.greenMax() << format.greenShift()
                | format.blueMax() << format.blueShift();
    }
}
