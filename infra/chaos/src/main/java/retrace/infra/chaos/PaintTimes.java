package retrace.infra.chaos;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import retrace.infra.streamer.screen.Area;
import retrace.infra.streamer.screen.Change;
import retrace.infra.streamer.screen.FrameCounter;
import retrace.infra.streamer.screen.Screen;
import retrace.infra.streamer.screen.ScreenObserver;

/** Writes down when a desktop has painted which number into its picture. Thread-safe. */
final class PaintTimes implements ScreenObserver {

    private static final int STRIP_WIDTH = FrameCounter.MARGIN + FrameCounter.WIDTH;
    private static final int STRIP_HEIGHT = FrameCounter.MARGIN + FrameCounter.HEIGHT;

    private final Screen screen;
    private final Map<Long, Long> nanoTimes = new ConcurrentHashMap<>();

    private PaintTimes(Screen screen) {
        this.screen = screen;
    }

    static PaintTimes of(Screen screen) {
        PaintTimes times = new PaintTimes(screen);
        screen.observe(times);
        return times;
    }

    @Override
    public void changed(Change change) {
        int[] strip = new int[STRIP_WIDTH * STRIP_HEIGHT];
        screen.copy(new Area(0, screen.height() - STRIP_HEIGHT, STRIP_WIDTH, STRIP_HEIGHT), strip, 0);
        FrameCounter.read(strip, STRIP_WIDTH, STRIP_HEIGHT)
                .ifPresent(counter -> nanoTimes.put(counter, System.nanoTime()));
    }

    @Override
    public void resized(int width, int height) {
        // the numbers go on
    }

    /** By number, of {@link System#nanoTime}, so far. */
    Map<Long, Long> soFar() {
        return Map.copyOf(nanoTimes);
    }
}
