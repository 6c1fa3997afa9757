package retrace.relay.rfb.decode;

import java.util.Arrays;
import retrace.relay.rfb.Rectangle;
import retrace.relay.rfb.RfbViolation;

/** ZRLE: tiles of 64 × 64 with palettes and runs inside the connection's zlib stream (RFC 6143, section 7.7.6). */
final class ZrleDecoder implements RectangleDecoder, AutoCloseable {

    private static final int TILE = 64;
    private static final int PALETTE_MAX = 127;
    private static final int PACKED_PALETTE_MAX = 16;

    /** Set in a tile's kind where it is made of runs, and in a palette index where a run's length follows. */
    private static final int RUN = 128;

    private final InflatedInput stream;
    private final byte[] bytes = new byte[TILE * TILE * 4];
    private final int[] tile = new int[TILE * TILE];
    private final int[] palette = new int[PALETTE_MAX];

    ZrleDecoder(byte[] buffer) {
        stream = new InflatedInput("ZRLE", buffer);
    }

    @Override
    public void decode(Rectangle area, RfbInput in, PixelReader pixels, Framebuffer framebuffer) {
        stream.begin(in, in.u32());
        for (int y = area.y(); y < area.bottom(); y += TILE) {
            int height = Math.min(TILE, area.bottom() - y);
            for (int x = area.x(); x < area.right(); x += TILE) {
                decodeTile(x, y, Math.min(TILE, area.right() - x), height, pixels, framebuffer);
            }
        }
        stream.end();
        framebuffer.touched(area.x(), area.y(), area.width(), area.height());
    }

    private void decodeTile(int x, int y, int width, int height, PixelReader pixels, Framebuffer framebuffer) {
        int kind = stream.u8();
        if (kind > PACKED_PALETTE_MAX && kind < RUN || kind == RUN + 1) {
            throw new RfbViolation("A ZRLE tile of the unknown kind " + kind + ".");
        }
        int colours = kind & ~RUN;
        readPalette(colours, pixels);
        if (kind >= RUN) {
            runs(width * height, colours, pixels);
        } else if (colours == 0) {
            raw(width * height, pixels);
        } else if (colours == 1) {
            framebuffer.paint(x, y, width, height, palette[0]);
            return;
        } else {
            packed(width, height, colours);
        }
        for (int row = 0; row < height; row++) {
            System.arraycopy(tile, row * width, framebuffer.pixels(), framebuffer.offsetOf(x, y + row), width);
        }
    }

    private void raw(int count, PixelReader pixels) {
        stream.read(bytes, 0, count * pixels.compactBytes());
        pixels.compactRow(bytes, 0, tile, 0, count);
    }

    private void readPalette(int colours, PixelReader pixels) {
        stream.read(bytes, 0, colours * pixels.compactBytes());
        pixels.compactRow(bytes, 0, palette, 0, colours);
    }

    private void packed(int width, int height, int colours) {
        int bits = colours == 2 ? 1 : colours <= 4 ? 2 : 4;
        int rowBytes = (width * bits + 7) / 8;
        stream.read(bytes, 0, rowBytes * height);
        int mask = (1 << bits) - 1;
        for (int row = 0; row < height; row++) {
            int from = row * rowBytes;
            int to = row * width;
            for (int column = 0; column < width; column++) {
                int bit = column * bits;
                int index = bytes[from + (bit >> 3)] >> 8 - bits - (bit & 7) & mask;
                tile[to + column] = palette[requireIndex(index, colours)];
            }
        }
    }

    private void runs(int count, int colours, PixelReader pixels) {
        int pixelBytes = pixels.compactBytes();
        int done = 0;
        while (done < count) {
            int colour;
            int length = 1;
            if (colours == 0) {
                stream.read(bytes, 0, pixelBytes);
                colour = pixels.compactPixel(bytes, 0);
                length = runLength(count - done);
            } else {
                int index = stream.u8();
                colour = palette[requireIndex(index & ~RUN, colours)];
                if ((index & RUN) != 0) {
                    length = runLength(count - done);
                }
            }
            Arrays.fill(tile, done, done + length, colour);
            done += length;
        }
    }

    /** One more than the sum of the bytes up to the first that is not 255. */
    private int runLength(int most) {
        int length = 1;
        int more;
        do {
            more = stream.u8();
            length += more;
            if (length > most) {
                throw new RfbViolation("A ZRLE run goes past the end of its tile.");
            }
        } while (more == 255);
        return length;
    }

    private static int requireIndex(int index, int colours) {
        if (index >= colours) {
            throw new RfbViolation("A ZRLE tile names colour " + index + " of a palette of " + colours + ".");
        }
        return index;
    }

    @Override
    public void close() {
        stream.close();
    }
}
