package retrace.relay.rfb;

/** An area of the framebuffer in pixels, {@code x} and {@code y} from its upper left corner; none is negative. */
public record Rectangle(int x, int y, int width, int height) {

    public Rectangle {
        if (x < 0 || y < 0 || width < 0 || height < 0) {
            throw new IllegalArgumentException("negative rectangle " + width + "x" + height + " at " + x + "," + y);
        }
    }

    public int right() {
        return x + width;
    }

    public int bottom() {
        return y + height;
    }

    public boolean isEmpty() {
        return width == 0 || height == 0;
    }

    /** In pixels; a rectangle from the wire has at most 65535 × 65535, more than an int holds. */
    public long area() {
        return (long) width * height;
    }

    public boolean contains(Rectangle other) {
        return other.x >= x && other.y >= y && other.right() <= right() && other.bottom() <= bottom();
    }

    /** What is in both, empty where nothing is. */
    public Rectangle intersection(Rectangle other) {
        int left = Math.max(x, other.x);
        int top = Math.max(y, other.y);
        return new Rectangle(
                left,
                top,
                Math.max(0, Math.min(right(), other.right()) - left),
                Math.max(0, Math.min(bottom(), other.bottom()) - top));
    }

    public boolean fitsIn(int framebufferWidth, int framebufferHeight) {
        return right() <= framebufferWidth && bottom() <= framebufferHeight;
    }

    @Override
    public String toString() {
        return width + "x" + height + " at " + x + "," + y;
    }
}
