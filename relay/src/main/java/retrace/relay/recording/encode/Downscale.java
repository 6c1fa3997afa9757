package retrace.relay.recording.encode;

import retrace.relay.rfb.Rectangle;

/** A picture made smaller by a whole number, each pixel the mean of a block; kept between frames. */
final class Downscale {

    private final int width;
    private final int height;
    private final CodedSize size;
    private final int[] pixels;

    Downscale(int width, int height, CodedSize size) {
        this.width = width;
        this.height = height;
        this.size = size;
        pixels = new int[size.sourceWidth() * size.sourceHeight()];
    }

    int[] pixels() {
        return pixels;
    }

    /** @return the same area in the smaller picture */
    Rectangle update(int[] source, Rectangle area) {
        int left = area.x() / size.divisor();
        int top = area.y() / size.divisor();
        int right = (area.right() - 1) / size.divisor() + 1;
        int bottom = (area.bottom() - 1) / size.divisor() + 1;
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                pixels[y * size.sourceWidth() + x] = mean(source, x * size.divisor(), y * size.divisor());
            }
        }
        return new Rectangle(left, top, right - left, bottom - top);
    }

    private int mean(int[] source, int x, int y) {
        int right = Math.min(x + size.divisor(), width);
        int bottom = Math.min(y + size.divisor(), height);
        int red = 0;
        int green = 0;
        int blue = 0;
        for (int row = y; row < bottom; row++) {
            for (int column = x; column < right; column++) {
                int pixel = source[row * width + column];
                red += pixel >> 16 & 255;
                green += pixel >> 8 & 255;
                blue += pixel & 255;
            }
        }
        int count = (right - x) * (bottom - y);
        return red / count << 16 | green / count << 8 | blue / count;
    }
}
