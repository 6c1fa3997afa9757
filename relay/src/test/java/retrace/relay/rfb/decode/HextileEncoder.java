package retrace.relay.rfb.decode;

import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Hextile as a streamer would write it: tiles raw or of subrectangles, which have colours of their own or the
 * foreground's, and both ground colours told only where they have changed.
 */
final class HextileEncoder implements RectangleEncoder {

    private static final int RAW = 1;
    private static final int BACKGROUND = 2;
    private static final int FOREGROUND = 4;
    private static final int SUBRECTANGLES = 8;
    private static final int COLOURED = 16;

    private final Random random;
    private @Nullable Integer background;
    private @Nullable Integer foreground;

    HextileEncoder(Random random) {
        this.random = random;
    }

    @Override
    public byte[] encode(WireImage image) {
        background = null;
        foreground = null;
        WireBytes bytes = WireBytes.wire();
        for (int y = 0; y < image.height(); y += 16) {
            for (int x = 0; x < image.width(); x += 16) {
                tile(image.part(x, y, Math.min(16, image.width() - x), Math.min(16, image.height() - y)), bytes);
            }
        }
        return bytes.bytes();
    }

    /** The runs of a tile that are not in its background's colour. */
    private static final class Runs {
        private final WireBytes coloured = WireBytes.wire();
        private final WireBytes plain = WireBytes.wire();
        private @Nullable Integer colour;
        private boolean sameColour = true;
        private int count;

        Runs(WireImage tile) {
            for (int y = 0; y < tile.height(); y++) {
                int x = 0;
                while (x < tile.width()) {
                    int end = SimpleEncoders.runEnd(tile, x, y, tile.width());
                    if (tile.value(x, y) != tile.value(0, 0)) {
                        add(tile, x, y, end - x);
                    }
                    x = end;
                }
            }
        }

        private void add(WireImage tile, int x, int y, int width) {
            Integer value = tile.value(x, y);
            sameColour = sameColour && (colour == null || colour.equals(value));
            colour = value;
            count++;
            coloured.pixel(value, tile.format()).u8(x << 4 | y).u8(width - 1 << 4);
            plain.u8(x << 4 | y).u8(width - 1 << 4);
        }
    }

    private void tile(WireImage tile, WireBytes bytes) {
        Runs runs = new Runs(tile);
        if (runs.count > 255 || random.nextInt(5) == 0) {
            // No ground colour outlives a raw tile, nor the foreground one with colours of its own (RFC 6143, 7.7.4).
            background = null;
            foreground = null;
            bytes.u8(RAW).add(tile.raw().bytes());
            return;
        }
        Integer ground = tile.value(0, 0);
        boolean newBackground = !ground.equals(background) || random.nextBoolean();
        boolean coloured = runs.count > 0 && !runs.sameColour;
        Integer newForeground = coloured || runs.colour == null || runs.colour.equals(foreground) ? null : runs.colour;
        bytes.u8((newBackground ? BACKGROUND : 0)
                | (newForeground != null ? FOREGROUND : 0)
                | (runs.count > 0 ? SUBRECTANGLES : 0)
                | (coloured ? COLOURED : 0));
        if (newBackground) {
            bytes.pixel(ground, tile.format());
            background = ground;
        }
        if (newForeground != null) {
            bytes.pixel(newForeground, tile.format());
            foreground = newForeground;
        }
        if (runs.count > 0) {
            bytes.u8(runs.count).add((coloured ? runs.coloured : runs.plain).bytes());
        }
        if (coloured) {
            foreground = null;
        }
    }
}
