package retrace.infra.streamer.screen;

/** A rectangle of pixels; x and y may lie outside the picture until it is clipped. Empty ones have no width or height. */
public record Area(int x, int y, int width, int height) {

    public Area {
        if (width < 0 || height < 0) {
            throw new IllegalArgumentException("an area of " + width + "x" + height);
        }
    }

    /** From corner to corner, the second one excluded; empty where they are the wrong way round. */
    public static Area between(int left, int top, int right, int bottom) {
        return new Area(left, top, Math.max(0, right - left), Math.max(0, bottom - top));
    }

    public int right() {
        return x + width;
    }

    public int bottom() {
        return y + height;
    }

    public int pixels() {
        return width * height;
    }

    public boolean isEmpty() {
        return width == 0 || height == 0;
    }

    public boolean contains(int pointX, int pointY) {
        return pointX >= x && pointX < right() && pointY >= y && pointY < bottom();
    }

    public boolean contains(Area other) {
        return other.x >= x && other.y >= y && other.right() <= right() && other.bottom() <= bottom();
    }

    public boolean intersects(Area other) {
        return !intersect(other).isEmpty();
    }

    public Area intersect(Area other) {
        return between(
                Math.max(x, other.x),
                Math.max(y, other.y),
                Math.min(right(), other.right()),
                Math.min(bottom(), other.bottom()));
    }

    /** The smallest area that holds both; an empty one counts for nothing. */
    public Area hull(Area other) {
        if (isEmpty()) {
            return other;
        }
        if (other.isEmpty()) {
            return this;
        }
        return between(
                Math.min(x, other.x),
                Math.min(y, other.y),
                Math.max(right(), other.right()),
                Math.max(bottom(), other.bottom()));
    }

    public Area translate(int dx, int dy) {
        return new Area(x + dx, y + dy, width, height);
    }

    /** Larger by so many pixels on each side, or smaller by a negative number. */
    public Area grow(int by) {
        return between(x - by, y - by, right() + by, bottom() + by);
    }
}
