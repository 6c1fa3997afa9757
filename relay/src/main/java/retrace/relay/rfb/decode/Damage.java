package retrace.relay.rfb.decode;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import retrace.relay.rfb.Rectangle;

/**
 * Which parts of a picture have changed, in tiles of {@value #TILE} × {@value #TILE} pixels: marking costs a bit a tile,
 * however many rectangles a streamer sends. Not safe for use by several threads.
 */
public final class Damage {

    public static final int TILE = 32;

    private final int width;
    private final int height;
    private final int columns;
    private final int rows;
    private final BitSet tiles;

    public Damage(int width, int height) {
        this.width = width;
        this.height = height;
        columns = (width + TILE - 1) / TILE;
        rows = (height + TILE - 1) / TILE;
        tiles = new BitSet(columns * rows);
    }

    public void add(int x, int y, int areaWidth, int areaHeight) {
        if (areaWidth == 0 || areaHeight == 0) {
            return;
        }
        int firstColumn = x / TILE;
        int lastColumn = (x + areaWidth - 1) / TILE;
        int lastRow = (y + areaHeight - 1) / TILE;
        for (int row = y / TILE; row <= lastRow; row++) {
            tiles.set(row * columns + firstColumn, row * columns + lastColumn + 1);
        }
    }

    public void addAll() {
        tiles.set(0, columns * rows);
    }

    public boolean isEmpty() {
        return tiles.isEmpty();
    }

    public void clear() {
        tiles.clear();
    }

    /** The marked area as rectangles that do not overlap: runs of tiles, joined downwards where they line up. */
    public List<Rectangle> rectangles() {
        List<Rectangle> found = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            int rowEnd = (row + 1) * columns;
            int start = tiles.nextSetBit(row * columns);
            while (start >= 0 && start < rowEnd) {
                int end = Math.min(tiles.nextClearBit(start), rowEnd);
                join(found, runOf(start - row * columns, end - row * columns, row));
                start = tiles.nextSetBit(end);
            }
        }
        return found;
    }

    private Rectangle runOf(int startColumn, int endColumn, int row) {
        int x = startColumn * TILE;
        int y = row * TILE;
        return new Rectangle(x, y, Math.min(endColumn * TILE, width) - x, Math.min(y + TILE, height) - y);
    }

    private static void join(List<Rectangle> found, Rectangle run) {
        for (int i = found.size() - 1; i >= 0; i--) {
            Rectangle above = found.get(i);
            if (above.bottom() < run.y()) {
                break;
            }
            if (above.bottom() == run.y() && above.x() == run.x() && above.width() == run.width()) {
                found.set(i, new Rectangle(above.x(), above.y(), above.width(), above.height() + run.height()));
                return;
            }
        }
        found.add(run);
    }
}
