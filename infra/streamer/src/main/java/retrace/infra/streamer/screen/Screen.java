package retrace.infra.streamer.screen;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The picture of one monitor, RRGGBB with anything above, with the {@link FrameCounter} in its corner. One thread paints, many read;
 * each does so under {@link #lock()}.
 */
public final class Screen {

    /** Side length up to which a picture is drawn, pixels. */
    public static final int SIDE_MAX = 8192;

    private static final int SIDE_MIN = 480;

    /** Draws all that is within the graphics' clip. */
    public interface Painter {
        void paint(Graphics2D graphics, Area clip);
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final List<ScreenObserver> observers = new ArrayList<>();
    private BufferedImage image;
    private int[] pixels;
    private int frame;

    public Screen(int width, int height) {
        image = newImage(width, height);
        pixels = pixelsOf(image);
    }

    /** Guards the picture and all that observers derive from changes to it. */
    public ReentrantLock lock() {
        return lock;
    }

    public int width() {
        return image.getWidth();
    }

    public int height() {
        return image.getHeight();
    }

    public Area bounds() {
        return new Area(0, 0, width(), height());
    }

    /** Paints what a step changed, counts the frame, and tells the observers. */
    public void present(Change change, Painter painter) {
        if (change.isNothing()) {
            return;
        }
        lock.lock();
        try {
            Region repaint = change.damage().intersect(bounds());
            change.move().ifPresent(move -> repaint.add(move.destination().intersect(bounds())));
            paint(repaint, painter);
            Region damage = change.damage().intersect(bounds());
            damage.add(countFrame());
            Change told = new Change(change.move(), damage);
            observers.forEach(observer -> observer.changed(told));
        } finally {
            lock.unlock();
        }
    }

    /** A new picture of another size. */
    public void resize(int width, int height, Painter painter) {
        lock.lock();
        try {
            image = newImage(width, height);
            pixels = pixelsOf(image);
            paint(Region.of(bounds()), painter);
            countFrame();
            observers.forEach(observer -> observer.resized(width, height));
        } finally {
            lock.unlock();
        }
    }

    private void paint(Region region, Painter painter) {
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        for (Area area : region.areas()) {
            graphics.setClip(area.x(), area.y(), area.width(), area.height());
            painter.paint(graphics, area);
        }
        graphics.dispose();
    }

    private Area countFrame() {
        frame++;
        return FrameCounter.draw(frame, pixels, width(), height());
    }

    /** Copies an area, which must lie within the picture, into {@code target} line by line from {@code at} on. */
    public void copy(Area area, int[] target, int at) {
        lock.lock();
        try {
            for (int line = 0; line < area.height(); line++) {
                int from = (area.y() + line) * width() + area.x();
                System.arraycopy(pixels, from, target, at + line * area.width(), area.width());
            }
        } finally {
            lock.unlock();
        }
    }

    /** A copy of the whole picture, for tests and for looking at it. */
    public BufferedImage picture() {
        lock.lock();
        try {
            BufferedImage copy = newImage(width(), height());
            System.arraycopy(pixels, 0, pixelsOf(copy), 0, pixels.length);
            return copy;
        } finally {
            lock.unlock();
        }
    }

    public void observe(ScreenObserver observer) {
        lock.lock();
        try {
            observers.add(observer);
        } finally {
            lock.unlock();
        }
    }

    public void forget(ScreenObserver observer) {
        lock.lock();
        try {
            observers.remove(observer);
        } finally {
            lock.unlock();
        }
    }

    private static BufferedImage newImage(int width, int height) {
        if (Math.min(width, height) < SIDE_MIN || Math.max(width, height) > SIDE_MAX) {
            throw new IllegalArgumentException("A monitor of %dx%d: each side is from %d to %d pixels"
                    .formatted(width, height, SIDE_MIN, SIDE_MAX));
        }
        return new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    }

    private static int[] pixelsOf(BufferedImage image) {
        return ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    }
}
