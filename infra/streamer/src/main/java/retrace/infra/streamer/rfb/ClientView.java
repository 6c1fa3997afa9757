package retrace.infra.streamer.rfb;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import retrace.infra.streamer.screen.Area;
import retrace.infra.streamer.screen.Change;
import retrace.infra.streamer.screen.Region;
import retrace.infra.streamer.screen.Screen;
import retrace.infra.streamer.screen.ScreenObserver;

/**
 * What one client has asked for and has not got yet. Its reader and its writer, two threads, meet here, under the
 * screen's lock.
 */
final class ClientView implements ScreenObserver {

    private final Screen screen;
    private final Condition news;
    private final PendingUpdate pending = new PendingUpdate();
    private List<Integer> encodings = List.of(Encoding.RAW);
    private PixelFormat format = PixelFormat.NATIVE;
    private Optional<Area> asked = Optional.empty();
    private boolean sizeIsNew;
    private boolean layoutIsToldOnce;
    private boolean sizeWasRefused;
    private boolean cursorIsToldOnce;
    private boolean isClosed;

    /** What the writer is to send next. */
    sealed interface Order {

        record Size(int width, int height, boolean isExtended, boolean isRefusal) implements Order {}

        /** {@code pixels} holds the rectangles of the part's damage, one after the other, RRGGBB with anything above. */
        record Picture(
                PendingUpdate.Part part, int[] pixels, PixelFormat format, List<Integer> encodings, boolean withCursor)
                implements Order {}

        /** The connection is over; the reason, if it is the server's doing. */
        record End(Optional<String> reason) implements Order {}
    }

    ClientView(Screen screen) {
        this.screen = screen;
        this.news = screen.lock().newCondition();
    }

    void setFormat(PixelFormat next) {
        locked(() -> {
            format = next;
            cursorIsToldOnce = false;
        });
    }

    void setEncodings(List<Integer> next) {
        locked(() -> {
            encodings = next;
            layoutIsToldOnce = false;
            cursorIsToldOnce = false;
        });
    }

    void ask(boolean isIncremental, Area area) {
        locked(() -> {
            Area clipped = area.intersect(screen.bounds());
            asked = Optional.of(asked.map(clipped::hull).orElse(clipped));
            if (!isIncremental) {
                pending.addDamage(clipped);
            }
        });
    }

    void refuseSize() {
        locked(() -> sizeWasRefused = true);
    }

    void close() {
        locked(() -> isClosed = true);
    }

    private void locked(Runnable action) {
        screen.lock().lock();
        try {
            action.run();
            news.signalAll();
        } finally {
            screen.lock().unlock();
        }
    }

    @Override
    public void changed(Change change) {
        pending.add(change, encodings.contains(Encoding.COPY_RECT));
        news.signalAll();
    }

    @Override
    public void resized(int width, int height) {
        sizeIsNew = true;
        pending.replaceAll(new Area(0, 0, width, height));
        news.signalAll();
    }

    /** Waits until there is something to send. */
    Order next() throws InterruptedException {
        screen.lock().lockInterruptibly();
        try {
            while (true) {
                Optional<Order> order = due();
                if (order.isPresent()) {
                    return order.get();
                }
                news.await();
            }
        } finally {
            screen.lock().unlock();
        }
    }

    private Optional<Order> due() {
        if (isClosed) {
            return Optional.of(new Order.End(Optional.empty()));
        }
        boolean isExtended = encodings.contains(Encoding.EXTENDED_DESKTOP_SIZE);
        if (sizeIsNew && !isExtended && !encodings.contains(Encoding.DESKTOP_SIZE)) {
            return Optional.of(new Order.End(Optional.of("the screen turned, and the viewer cannot follow")));
        }
        if (asked.isEmpty()) {
            return Optional.empty();
        }
        if (sizeIsNew || isExtended && (!layoutIsToldOnce || sizeWasRefused)) {
            return Optional.of(size(isExtended));
        }
        Area area = asked.get().intersect(screen.bounds());
        return pending.isWithin(area) ? Optional.of(picture(area)) : Optional.empty();
    }

    /** Counts as an answer to the request only where the size changed: the client then asks for all of it. */
    private Order size(boolean isExtended) {
        boolean isRefusal = sizeWasRefused && !sizeIsNew && layoutIsToldOnce;
        if (sizeIsNew) {
            asked = Optional.empty();
        }
        sizeIsNew = false;
        layoutIsToldOnce = true;
        sizeWasRefused = sizeWasRefused && !isRefusal;
        return new Order.Size(screen.width(), screen.height(), isExtended, isRefusal);
    }

    /** Part and pixels are taken in one: a change between the two would be applied twice or not at all. */
    private Order picture(Area area) {
        PendingUpdate.Part part = pending.take(area);
        asked = Optional.empty();
        int[] pixels = copy(part.damage());
        boolean withCursor = !cursorIsToldOnce && encodings.contains(Encoding.CURSOR);
        cursorIsToldOnce = true;
        return new Order.Picture(part, pixels, format, encodings, withCursor);
    }

    private int[] copy(Region region) {
        int total = region.areas().stream().mapToInt(Area::pixels).sum();
        int[] pixels = new int[total];
        int at = 0;
        for (Area area : region.areas()) {
            screen.copy(area, pixels, at);
            at += area.pixels();
        }
        return pixels;
    }
}
