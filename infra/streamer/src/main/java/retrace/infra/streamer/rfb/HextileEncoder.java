package retrace.infra.streamer.rfb;

/** Tiles of 16 by 16: one colour, a background with runs of other colours, or raw (RFC 6143, 7.7.4). */
final class HextileEncoder implements RectangleEncoder {

    private static final int TILE = 16;
    private static final int RAW = 1;
    private static final int BACKGROUND = 2;
    private static final int SUBRECTANGLES = 8;
    private static final int COLOURED = 16;
    private static final int SUBRECTANGLES_MAX = 255;

    private final int[] tile = new int[TILE * TILE];

    @Override
    public int encoding() {
        return Encoding.HEXTILE;
    }

    @Override
    public void encode(int[] pixels, int width, int height, PixelFormat format, ByteSink out) {
        for (int y = 0; y < height; y += TILE) {
            int tileHeight = Math.min(TILE, height - y);
            for (int x = 0; x < width; x += TILE) {
                int tileWidth = Math.min(TILE, width - x);
                for (int line = 0; line < tileHeight; line++) {
                    System.arraycopy(pixels, (y + line) * width + x, tile, line * tileWidth, tileWidth);
                }
                encodeTile(tileWidth, tileHeight, format, out);
            }
        }
    }

    private void encodeTile(int width, int height, PixelFormat format, ByteSink out) {
        int start = out.size();
        int rawBytes = 1 + width * height * format.bytesPerPixel();
        int background = tile[0];
        out.u8(BACKGROUND | SUBRECTANGLES | COLOURED);
        format.writePixel(out, background);
        int countAt = out.size();
        out.u8(0);
        int count = writeRuns(width, height, background, format, out);
        if (count == 0) {
            out.truncate(start);
            out.u8(BACKGROUND);
            format.writePixel(out, background);
        } else if (count > SUBRECTANGLES_MAX || out.size() - start >= rawBytes) {
            out.truncate(start);
            out.u8(RAW);
            for (int i = 0; i < width * height; i++) {
                format.writePixel(out, tile[i]);
            }
        } else {
            out.array()[countAt] = (byte) count;
        }
    }

    /** Each run of one colour in a line is a subrectangle of height 1. */
    private int writeRuns(int width, int height, int background, PixelFormat format, ByteSink out) {
        int count = 0;
        for (int y = 0; y < height; y++) {
            int x = 0;
            while (x < width) {
                int colour = tile[y * width + x];
                int start = x;
                while (x < width && tile[y * width + x] == colour) {
                    x++;
                }
                if (colour != background) {
                    count++;
                    format.writePixel(out, colour);
                    out.u8(start << 4 | y);
                    out.u8(x - start - 1 << 4);
                }
            }
        }
        return count;
    }
}
