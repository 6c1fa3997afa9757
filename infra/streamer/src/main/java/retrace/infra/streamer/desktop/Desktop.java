package retrace.infra.streamer.desktop;

import java.awt.Graphics2D;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import retrace.infra.streamer.screen.Area;
import retrace.infra.streamer.screen.Change;
import retrace.infra.streamer.screen.Region;
import retrace.infra.streamer.screen.Screen;

/**
 * One monitor's desktop: its windows, what mouse and keyboard do to them, and how it is painted. Used by one thread at
 * a time, its {@link DesktopLoop}'s; what others see of it is its {@link Screen}.
 */
final class Desktop {

    private static final int BUTTON_LEFT = 1;
    private static final int WHEEL_UP = 8;
    private static final int WHEEL_DOWN = 16;
    /** Steps of the animation in a second; one in five moves the contents, the others move the wandering window. */
    static final int STEPS_PER_SECOND = 10;

    private static final int CONTENT_EVERY_STEPS = 5;

    private final Screen screen;
    private final InstantSource clock;
    private final Look.Accent accent;
    private final Bar bar;
    private final WindowStack windows = new WindowStack();
    private final Window notes;
    private final Window activity = new Window("Activity", new Activity());
    private final Window load;
    private final List<Window> placed;
    private final Window card;
    private final Wanderer wanderer = new Wanderer();
    private boolean isPaused;
    private Instant shownTime;
    private long steps;
    private int heldButtons;
    private @Nullable Grip grip;

    /** A window being dragged, and where in it the pointer holds it. */
    private record Grip(Window window, int x, int y) {}

    Desktop(int number, String name, Screen screen, InstantSource clock) {
        this.screen = screen;
        this.clock = clock;
        this.shownTime = clock.instant();
        this.accent = Look.Accent.ofMonitor(number);
        this.bar = new Bar(name);
        this.notes = new Window("Notes", new Notes());
        Window parts = new Window("Parts", new Parts(accent.strong()));
        this.load = new Window("Load", new Load(accent.strong()));
        this.card = new Window("Wanderer", new Card(accent.strong()));
        this.placed = number % 2 == 1 ? List.of(notes, activity, parts, load) : List.of(load, activity, parts, notes);
        List.of(activity, parts, load, notes, card).forEach(windows::add);
        arrange();
        screen.resize(screen.width(), screen.height(), this::paint);
    }

    boolean isPaused() {
        return isPaused;
    }

    private void arrange() {
        Area room = room();
        List<Area> places = Layout.places(room);
        for (int i = 0; i < placed.size(); i++) {
            placed.get(i).place(places.get(i));
        }
        int width = 330;
        int height = 110;
        card.place(new Area(room.x() + (room.width() - width) / 2, room.y() + room.height() / 3, width, height));
        keepCaretInSight();
    }

    private Area room() {
        return Layout.room(screen.width(), screen.height());
    }

    /** One step of what moves by itself. */
    void step() {
        steps++;
        if (steps % CONTENT_EVERY_STEPS != 0) {
            if (grip == null || grip.window() != card) {
                present(windows.move(card, wanderer.next(card.bounds(), room()), room()));
            }
            return;
        }
        long turn = steps / CONTENT_EVERY_STEPS;
        Change change = turn % 2 == 0 ? windows.step(activity) : windows.step(load);
        shownTime = clock.instant();
        change.damage().add(Bar.clock(screen.width()));
        present(change);
    }

    void key(boolean isDown, int symbol) {
        if (isDown) {
            Key.ofSymbol(symbol).ifPresent(this::press);
        }
    }

    private void press(Key key) {
        if (key == Key.Named.TURN) {
            turn();
        } else if (key == Key.Named.PAUSE) {
            pauseOrGoOn();
        } else if (notes.content().key(key)) {
            keepCaretInSight();
            present(damage(notes.contentArea()));
        }
    }

    private void keepCaretInSight() {
        ((Notes) notes.content()).showCaret(notes.contentArea().height());
    }

    /** Mouse position and buttons as RFB has them: bit 0 is the left button, bits 3 and 4 the wheel. */
    void pointer(int x, int y, int buttons) {
        int pressed = buttons & ~heldButtons;
        heldButtons = buttons;
        if ((pressed & BUTTON_LEFT) != 0) {
            pressLeft(x, y);
        } else if ((buttons & BUTTON_LEFT) == 0) {
            grip = null;
        } else if (grip != null) {
            drag(grip, x, y);
        }
        if ((pressed & WHEEL_UP) != 0) {
            wheel(x, y, -1);
        }
        if ((pressed & WHEEL_DOWN) != 0) {
            wheel(x, y, 1);
        }
    }

    private void pressLeft(int x, int y) {
        if (Bar.turnButton(screen.width()).contains(x, y)) {
            turn();
            return;
        }
        if (Bar.pauseButton(screen.width()).contains(x, y)) {
            pauseOrGoOn();
            return;
        }
        windows.at(x, y).filter(window -> room().contains(x, y)).ifPresent(window -> pressWindow(window, x, y));
    }

    private void pressWindow(Window window, int x, int y) {
        Region damage = windows.raise(window);
        Area inside = window.contentArea();
        if (window.titleBar().contains(x, y)) {
            grip = new Grip(window, x - window.bounds().x(), y - window.bounds().y());
        } else if (inside.contains(x, y)
                && window.content().press(x - inside.x(), y - inside.y(), inside.width(), inside.height())) {
            damage.add(inside);
        }
        present(new Change(Optional.empty(), damage));
    }

    /** The title bar stays within reach, so that no window is lost. */
    private void drag(Grip held, int x, int y) {
        Area room = room();
        Area bounds = held.window().bounds();
        int left = Math.clamp((long) x - held.x(), room.x() + 60 - bounds.width(), room.right() - 60);
        int top = Math.clamp((long) y - held.y(), room.y(), room.bottom() - Look.TITLE_HEIGHT);
        if (left != bounds.x() || top != bounds.y()) {
            present(windows.move(held.window(), new Area(left, top, bounds.width(), bounds.height()), room));
        }
    }

    private void wheel(int x, int y, int lines) {
        windows.at(x, y).ifPresent(window -> {
            Area inside = window.contentArea();
            if (window.content().wheel(lines, inside.width(), inside.height())) {
                present(damage(inside));
            }
        });
    }

    private void pauseOrGoOn() {
        isPaused = !isPaused;
        present(damage(new Area(0, 0, screen.width(), Look.BAR_HEIGHT)));
    }

    /** Portrait to landscape and back: width and height change places. */
    private void turn() {
        grip = null;
        int width = screen.height();
        int height = screen.width();
        screen.resize(width, height, (graphics, clip) -> {
            arrange(); // the room is the new one from here on
            paint(graphics, clip);
        });
    }

    private static Change damage(Area area) {
        return new Change(Optional.empty(), Region.of(area));
    }

    private void present(Change change) {
        screen.present(change, this::paint);
    }

    private void paint(Graphics2D graphics, Area clip) {
        int width = screen.width();
        int height = screen.height();
        paintBackdrop(graphics, width, height);
        for (Window window : windows.lowestFirst()) {
            if (window.extent().intersects(clip)) {
                window.paint(graphics, window == windows.top(), accent.strong());
            }
        }
        if (clip.y() < Look.BAR_HEIGHT) {
            bar.paintTop(graphics, width, height > width, isPaused, shownTime);
        }
        if (clip.bottom() > height - Look.FOOT_HEIGHT) {
            bar.paintFoot(graphics, width, height);
        }
    }

    private void paintBackdrop(Graphics2D graphics, int width, int height) {
        graphics.setColor(accent.backdrop());
        graphics.fillRect(0, 0, width, height);
        graphics.setColor(accent.backdropLight());
        int side = Math.max(width, height);
        graphics.fillOval(width - side * 2 / 3, height - side * 2 / 3, side, side);
    }
}
