package retrace.infra.streamer.desktop;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import retrace.infra.streamer.screen.Area;
import retrace.infra.streamer.screen.Change;
import retrace.infra.streamer.screen.Move;
import retrace.infra.streamer.screen.Region;

/** The windows of a desktop, lowest first, and what of the picture changes when one of them does. */
final class WindowStack {

    private final List<Window> windows = new ArrayList<>();

    void add(Window window) {
        windows.add(window);
    }

    List<Window> lowestFirst() {
        return List.copyOf(windows);
    }

    Window top() {
        return windows.getLast();
    }

    Optional<Window> at(int x, int y) {
        return windows.reversed().stream()
                .filter(window -> window.bounds().contains(x, y))
                .findFirst();
    }

    /** Puts it on top; the window that was there loses the focus. */
    Region raise(Window window) {
        Region damage = new Region();
        if (top() == window) {
            return damage;
        }
        damage.add(top().extent());
        windows.remove(window);
        windows.add(window);
        damage.add(window.extent());
        return damage;
    }

    /** Moves a window; its pixels move along where nothing covers it, before or after. */
    Change move(Window window, Area target, Area room) {
        Region damage = Region.of(window.extent());
        Area before = window.solid();
        boolean movesAlong = isUncovered(window, window.solid()) && room.contains(window.solid());
        window.place(target);
        damage.add(window.extent());
        Area after = window.solid();
        if (!movesAlong || !isUncovered(window, after) || !room.contains(after)) {
            return new Change(Optional.empty(), damage);
        }
        damage.subtract(after);
        return new Change(Optional.of(new Move(after, after.x() - before.x(), after.y() - before.y())), damage);
    }

    /** What a step of a window's content changes; a scroll is a move only where nothing covers it. */
    Change step(Window window) {
        Area inside = window.contentArea();
        Content.Step step = window.content().step(inside.width(), inside.height());
        Region damage = new Region();
        damage.add(step.damaged().translate(inside.x(), inside.y()).intersect(inside));
        Area scrolled = step.scrolled().translate(inside.x(), inside.y());
        if (scrolled.isEmpty()) {
            return new Change(Optional.empty(), damage);
        }
        Area touched = scrolled.hull(scrolled.translate(0, step.by()));
        if (inside.contains(touched) && isUncovered(window, touched)) {
            return new Change(Optional.of(new Move(scrolled, 0, -step.by())), damage);
        }
        damage.add(scrolled.intersect(inside));
        return new Change(Optional.empty(), damage);
    }

    private boolean isUncovered(Window window, Area area) {
        int place = windows.indexOf(window);
        return windows.subList(place + 1, windows.size()).stream()
                .noneMatch(above -> above.extent().intersects(area));
    }
}
