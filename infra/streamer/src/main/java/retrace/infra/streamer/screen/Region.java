package retrace.infra.streamer.screen;

import java.util.ArrayList;
import java.util.List;

/**
 * A set of pixels as rectangles that do not overlap. Bounded: past {@value #RECTANGLES_MAX} rectangles it becomes their
 * hull, which holds more than was added but never less. Not safe for use by two threads at once.
 */
public final class Region {

    private static final int RECTANGLES_MAX = 48;

    private final List<Area> areas = new ArrayList<>();

    public static Region of(Area area) {
        Region region = new Region();
        region.add(area);
        return region;
    }

    public void add(Area area) {
        if (area.isEmpty()) {
            return;
        }
        subtract(area);
        areas.add(area);
        if (areas.size() > RECTANGLES_MAX) {
            Area hull = hull();
            areas.clear();
            areas.add(hull);
        }
    }

    public void add(Region other) {
        for (Area area : List.copyOf(other.areas)) {
            add(area);
        }
    }

    /** What is left of a rectangle is at most four: above, below, left and right of what was taken. */
    public void subtract(Area hole) {
        List<Area> rest = new ArrayList<>(areas.size() + 4);
        for (Area area : areas) {
            if (!area.intersects(hole)) {
                rest.add(area);
                continue;
            }
            Area taken = area.intersect(hole);
            addIfAny(rest, Area.between(area.x(), area.y(), area.right(), taken.y()));
            addIfAny(rest, Area.between(area.x(), taken.bottom(), area.right(), area.bottom()));
            addIfAny(rest, Area.between(area.x(), taken.y(), taken.x(), taken.bottom()));
            addIfAny(rest, Area.between(taken.right(), taken.y(), area.right(), taken.bottom()));
        }
        areas.clear();
        areas.addAll(rest);
    }

    private static void addIfAny(List<Area> list, Area area) {
        if (!area.isEmpty()) {
            list.add(area);
        }
    }

    public Region intersect(Area clip) {
        Region inside = new Region();
        for (Area area : areas) {
            addIfAny(inside.areas, area.intersect(clip));
        }
        return inside;
    }

    public Region translate(int dx, int dy) {
        Region moved = new Region();
        areas.forEach(area -> moved.areas.add(area.translate(dx, dy)));
        return moved;
    }

    public Area hull() {
        return areas.stream().reduce(new Area(0, 0, 0, 0), Area::hull);
    }

    public boolean isEmpty() {
        return areas.isEmpty();
    }

    public boolean intersects(Area other) {
        return areas.stream().anyMatch(other::intersects);
    }

    public List<Area> areas() {
        return List.copyOf(areas);
    }

    public void clear() {
        areas.clear();
    }
}
