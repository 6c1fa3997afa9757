package retrace.relay.banner;

import java.util.ArrayList;
import java.util.List;
import retrace.relay.rfb.Rectangle;

/**
 * Part of a picture, as rectangles. Exact up to {@value #RECTANGLES_MAX} of them; from then on it is the rectangle
 * around all. Not safe for use by several threads.
 */
public final class Region {

    static final int RECTANGLES_MAX = 64;

    private List<Rectangle> parts = new ArrayList<>();

    public boolean isEmpty() {
        return parts.isEmpty();
    }

    /** They do not overlap. */
    public List<Rectangle> rectangles() {
        return List.copyOf(parts);
    }

    public void add(Rectangle area) {
        subtract(area);
        if (!area.isEmpty()) {
            parts.add(area);
        }
        if (parts.size() > RECTANGLES_MAX) {
            Rectangle around = around();
            parts.clear();
            parts.add(around);
        }
    }

    public void subtract(Rectangle area) {
        List<Rectangle> left = new ArrayList<>(parts.size());
        for (Rectangle part : parts) {
            Rectangle taken = part.intersection(area);
            if (taken.isEmpty()) {
                left.add(part);
            } else {
                addRest(left, part, taken);
            }
        }
        parts = left;
    }

    /** Forgets what lies outside. */
    public void clip(Rectangle bounds) {
        parts = new ArrayList<>(parts.stream()
                .map(part -> part.intersection(bounds))
                .filter(part -> !part.isEmpty())
                .toList());
    }

    /** What is above, below, left and right of {@code taken} in {@code part}. */
    private static void addRest(List<Rectangle> rest, Rectangle part, Rectangle taken) {
        int x = part.x();
        int width = part.width();
        addUnlessEmpty(rest, new Rectangle(x, part.y(), width, taken.y() - part.y()));
        addUnlessEmpty(rest, new Rectangle(x, taken.bottom(), width, part.bottom() - taken.bottom()));
        addUnlessEmpty(rest, new Rectangle(x, taken.y(), taken.x() - x, taken.height()));
        addUnlessEmpty(rest, new Rectangle(taken.right(), taken.y(), part.right() - taken.right(), taken.height()));
    }

    private static void addUnlessEmpty(List<Rectangle> rest, Rectangle area) {
        if (!area.isEmpty()) {
            rest.add(area);
        }
    }

    /** What of it lies in {@code source}, moved as {@code source} is moved to {@code target}, which has its size. */
    public List<Rectangle> moved(Rectangle source, Rectangle target) {
        return parts.stream()
                .map(part -> part.intersection(source))
                .filter(part -> !part.isEmpty())
                .map(part -> new Rectangle(
                        part.x() - source.x() + target.x(),
                        part.y() - source.y() + target.y(),
                        part.width(),
                        part.height()))
                .toList();
    }

    private Rectangle around() {
        int left = Integer.MAX_VALUE;
        int top = Integer.MAX_VALUE;
        int right = 0;
        int bottom = 0;
        for (Rectangle part : parts) {
            left = Math.min(left, part.x());
            top = Math.min(top, part.y());
            right = Math.max(right, part.right());
            bottom = Math.max(bottom, part.bottom());
        }
        return new Rectangle(left, top, right - left, bottom - top);
    }
}
