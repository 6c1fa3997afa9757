package retrace.infra.streamer.rfb;

/** Tiles of 64 by 64, each in the shortest of ZRLE's forms, through one zlib stream (RFC 6143, 7.7.6). */
final class ZrleEncoder implements RectangleEncoder {

    private static final int TILE = 64;
    private static final int PACKED_COLOURS_MAX = 16;
    private static final int PLAIN_RLE = 128;
    private static final int RUN_BYTE_MAX = 255;

    private final DeflateStream stream = new DeflateStream();
    private final ByteSink plain = new ByteSink();
    private final TilePalette palette = new TilePalette();
    private final int[] tile = new int[TILE * TILE];

    @Override
    public int encoding() {
        return Encoding.ZRLE;
    }

    @Override
    public void encode(int[] pixels, int width, int height, PixelFormat format, ByteSink out) {
        plain.truncate(0);
        for (int y = 0; y < height; y += TILE) {
            int tileHeight = Math.min(TILE, height - y);
            for (int x = 0; x < width; x += TILE) {
                int tileWidth = Math.min(TILE, width - x);
                for (int line = 0; line < tileHeight; line++) {
                    System.arraycopy(pixels, (y + line) * width + x, tile, line * tileWidth, tileWidth);
                }
                encodeTile(tileWidth, tileHeight, format);
            }
        }
        stream.write(plain, out);
    }

    private void encodeTile(int width, int height, PixelFormat format) {
        int length = width * height;
        palette.read(tile, length);
        if (palette.count() == 1) {
            plain.u8(1);
            format.writeCompactPixel(plain, tile[0]);
            return;
        }
        int pixelBytes = format.compactPixelBytes();
        int rawBytes = length * pixelBytes;
        int plainRleBytes = palette.runs() * (pixelBytes + 1);
        if (palette.isOverfull()) {
            writeWithoutPalette(length, format, plainRleBytes < rawBytes);
            return;
        }
        int paletteBytes = palette.count() * pixelBytes;
        int paletteRleBytes = paletteBytes + palette.runs() + palette.longRuns();
        boolean canPack = palette.count() <= PACKED_COLOURS_MAX;
        int packedBytes = canPack ? paletteBytes + packedLineBytes(width) * height : Integer.MAX_VALUE;
        int least = Math.min(Math.min(rawBytes, plainRleBytes), Math.min(paletteRleBytes, packedBytes));
        if (least == packedBytes) {
            writePacked(width, height, format);
        } else if (least == paletteRleBytes) {
            writePaletteRle(length, format);
        } else {
            writeWithoutPalette(length, format, least == plainRleBytes);
        }
    }

    private void writeWithoutPalette(int length, PixelFormat format, boolean inRuns) {
        if (!inRuns) {
            plain.u8(0);
            for (int i = 0; i < length; i++) {
                format.writeCompactPixel(plain, tile[i]);
            }
            return;
        }
        plain.u8(PLAIN_RLE);
        int i = 0;
        while (i < length) {
            int run = runAt(i, length);
            format.writeCompactPixel(plain, tile[i]);
            writeRun(run);
            i += run;
        }
    }

    private void writePaletteRle(int length, PixelFormat format) {
        plain.u8(PLAIN_RLE + palette.count());
        writeColours(format);
        int i = 0;
        while (i < length) {
            int run = runAt(i, length);
            int index = palette.indexOf(tile[i]);
            if (run == 1) {
                plain.u8(index);
            } else {
                plain.u8(index | 0x80);
                writeRun(run);
            }
            i += run;
        }
    }

    private int runAt(int start, int length) {
        int end = start + 1;
        while (end < length && tile[end] == tile[start]) {
            end++;
        }
        return end - start;
    }

    /** One less than the run, as bytes of 255 and a last one below. */
    private void writeRun(int run) {
        int rest = run - 1;
        while (rest >= RUN_BYTE_MAX) {
            plain.u8(RUN_BYTE_MAX);
            rest -= RUN_BYTE_MAX;
        }
        plain.u8(rest);
    }

    private int bitsPerIndex() {
        return palette.count() <= 2 ? 1 : palette.count() <= 4 ? 2 : 4;
    }

    private int packedLineBytes(int width) {
        return (width * bitsPerIndex() + 7) / 8;
    }

    private void writePacked(int width, int height, PixelFormat format) {
        plain.u8(palette.count());
        writeColours(format);
        int bits = bitsPerIndex();
        for (int y = 0; y < height; y++) {
            int packed = 0;
            int used = 0;
            for (int x = 0; x < width; x++) {
                packed = packed << bits | palette.indexOf(tile[y * width + x]);
                used += bits;
                if (used == 8) {
                    plain.u8(packed);
                    packed = 0;
                    used = 0;
                }
            }
            if (used > 0) {
                plain.u8(packed << 8 - used);
            }
        }
    }

    private void writeColours(PixelFormat format) {
        for (int i = 0; i < palette.count(); i++) {
            format.writeCompactPixel(plain, palette.colour(i));
        }
    }

    @Override
    public void close() {
        stream.close();
    }
}
