package retrace.infra.streamer.desktop;

import java.time.InstantSource;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import retrace.infra.streamer.screen.Screen;

/**
 * The thread of one desktop: hands it what viewers do, and moves it on while somebody watches and it is not paused.
 * Otherwise it sleeps without waking up.
 */
public final class DesktopLoop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DesktopLoop.class);
    /** A viewer that sends more than is handled waits. */
    private static final int EVENTS_MAX = 256;

    private static final long STEP_NANOS = TimeUnit.SECONDS.toNanos(1) / Desktop.STEPS_PER_SECOND;

    private sealed interface Event {
        record Pointer(int x, int y, int buttons) implements Event {}

        record KeyChange(boolean isDown, int symbol) implements Event {}

        record ViewerCount(int change) implements Event {}
    }

    private final BlockingQueue<Event> events = new ArrayBlockingQueue<>(EVENTS_MAX);
    private final Screen screen;
    private final Desktop desktop;
    private final Thread thread;
    private int viewers;
    private volatile boolean isClosed;

    /** Draws the desktop and starts its thread. {@code number} counts from 1. */
    public DesktopLoop(int number, String name, int width, int height, InstantSource clock) {
        screen = new Screen(width, height);
        desktop = new Desktop(number, name, screen, clock);
        thread = Thread.ofPlatform().daemon().name("demo-desktop-" + number).start(this::run);
    }

    public Screen screen() {
        return screen;
    }

    /** Waits while too much is in line. */
    public void pointer(int x, int y, int buttons) throws InterruptedException {
        events.put(new Event.Pointer(x, y, buttons));
    }

    public void key(boolean isDown, int symbol) throws InterruptedException {
        events.put(new Event.KeyChange(isDown, symbol));
    }

    public void viewerCame() throws InterruptedException {
        events.put(new Event.ViewerCount(1));
    }

    public void viewerLeft() throws InterruptedException {
        events.put(new Event.ViewerCount(-1));
    }

    private void run() {
        long nextStep = System.nanoTime();
        try {
            while (!isClosed) {
                boolean isMoving = viewers > 0 && !desktop.isPaused();
                @Nullable
                Event event =
                        isMoving ? events.poll(nextStep - System.nanoTime(), TimeUnit.NANOSECONDS) : events.take();
                if (event != null) {
                    handle(event);
                }
                long now = System.nanoTime();
                if (isMoving && now - nextStep >= 0) {
                    desktop.step();
                    nextStep = now + STEP_NANOS;
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException defect) {
            LOG.error("The demo desktop stands still", defect);
        }
    }

    private void handle(Event event) {
        switch (event) {
            case Event.Pointer mouse -> desktop.pointer(mouse.x(), mouse.y(), mouse.buttons());
            case Event.KeyChange key -> desktop.key(key.isDown(), key.symbol());
            case Event.ViewerCount count -> viewers += count.change();
        }
    }

    @Override
    public void close() {
        isClosed = true;
        thread.interrupt();
    }
}
