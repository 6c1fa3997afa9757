package retrace.relay.rfb.decode;

import java.util.Arrays;
import retrace.relay.rfb.Rectangle;
import retrace.relay.rfb.RfbViolation;

/** ZRLE: tiles of 64 × 64 with palettes and runs inside the connection's zlib stream (RFC 6143, section 7.7.6). */
final class ZrleDecoder implements RectangleDecoder, AutoCloseable {

    private static final int TILE = 64;
    private static final int PALETTE_MAX = 127;
    private static final int RUN_LENGTH = 128;

    private final InflatedInput stream = new InflatedInput("ZRLE");
    private final byte[] bytes = new byte[TILE * TILE * 4];
    private final int[] tile = new int[TILE * TILE];
    private final int[] palette = new int[PALETTE_MAX];

    @Override
    public void decode(Rectangle area, RfbInput in, PixelReader pixels, Framebuffer framebuffer) {
        stream.begin(in, in.u32());
        for (int y = area.y(); y < area.bottom(); y += TILE) {
            int height = Math.min(TILE, area.bottom() - y);
            for (int x = area.x(); x < area.right(); x += TILE) {
                int width = Math.min(TILE, area.right() - x);
                decodeTile(width, height, pixels);
                for (int row = 0; row < height; row++) {
                    System.arraycopy(tile, row * width, framebuffer.pixels(), framebuffer.offsetOf(x, y + row), width);
                }
            }
        }
        stream.end();
        framebuffer.touched(area.x(), area.y(), area.width(), area.height());
    }

    private void decodeTile(int width, int height, PixelReader pixels) {
        int kind = stream.u8();
        int colours = kind & 127;
        boolean runs = (kind & RUN_LENGTH) != 0;
        if (kind > 16 && kind < RUN_LENGTH || kind == RUN_LENGTH + 1) {
            throw new RfbViolation("A ZRLE tile of the unknown kind " + kind + ".");
        }
        int count = width * height;
        if (!runs && colours == 0) {
            rawTile(count, pixels);
            return;
        }
        readPalette(colours, pixels);
        if (runs) {
            runTile(count, colours, pixels);
        } else if (colours == 1) {
            Arrays.fill(tile, 0, count, palette[0]);
        } else {
            packedTile(width, height, colours);
        }
    }

    private void rawTile(int count, PixelReader pixels) {
        int size = pixels.compactBytes();
        stream.read(bytes, 0, count * size);
        for (int i = 0; i < count; i++) {
            tile[i] = pixels.compactPixel(bytes, i * size);
        }
    }

    private void readPalette(int colours, PixelReader pixels) {
        int size = pixels.compactBytes();
        stream.read(bytes, 0, colours * size);
        for (int i = 0; i < colours; i++) {
            palette[i] = pixels.compactPixel(bytes, i * size);
        }
    }

    private void packedTile(int width, int height, int colours) {
        int bits = colours == 2 ? 1 : colours <= 4 ? 2 : 4;
        int rowBytes = (width * bits + 7) / 8;
        stream.read(bytes, 0, rowBytes * height);
        int mask = (1 << bits) - 1;
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                int bit = column * bits;
                int index = bytes[row * rowBytes + bit / 8] >> 8 - bits - bit % 8 & mask;
                tile[row * width + column] = palette[requireIndex(index, colours)];
            }
        }
    }

    private void runTile(int count, int colours, PixelReader pixels) {
        int done = 0;
        while (done < count) {
            int colour;
            int length = 1;
            if (colours == 0) {
                stream.read(bytes, 0, pixels.compactBytes());
                colour = pixels.compactPixel(bytes, 0);
                length = runLength(count - done);
            } else {
                int index = stream.u8();
                colour = palette[requireIndex(index & 127, colours)];
                if ((index & RUN_LENGTH) != 0) {
                    length = runLength(count - done);
                }
            }
            Arrays.fill(tile, done, done + length, colour);
            done += length;
        }
    }

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
