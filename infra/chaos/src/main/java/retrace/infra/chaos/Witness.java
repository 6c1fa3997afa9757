package retrace.infra.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import retrace.infra.streamer.screen.FrameCounter;
import retrace.relay.rfb.PixelFormat;
import retrace.relay.rfb.RfbViolation;
import retrace.relay.rfb.decode.Framebuffer;
import retrace.relay.rfb.decode.RfbInput;
import retrace.relay.testing.MinimalViewer;

/**
 * A technician's viewer that writes down which numbers it has seen in the picture, and when. It looks until the session
 * ends or it is closed. Thread-safe.
 */
final class Witness implements AutoCloseable {

    private static final Duration SILENCE_MAX = Duration.ofMinutes(5);
    private static final PixelFormat FORMAT = new PixelFormat(32, 24, false, true, 255, 255, 255, 16, 8, 0);
    private static final int[] ENCODINGS = {16, 5, 0, -223}; // ZRLE, Hextile, Raw, DesktopSize

    private final MinimalViewer viewer;
    private final List<Sighting> sightings = new ArrayList<>();
    private final Thread watching;

    /** @throws IOException where it is not let in */
    Witness(int port, String ticket) throws IOException {
        viewer = MinimalViewer.through(port, ticket, FORMAT, ENCODINGS);
        viewer.waitAtMost(SILENCE_MAX);
        watching = Thread.ofVirtual().name("witness").start(this::watch);
    }

    private void watch() {
        try (viewer) {
            viewer.request(false);
            while (true) {
                viewer.awaitUpdate();
                look();
                viewer.request(true);
            }
        } catch (IOException | UncheckedIOException | RfbInput.EndOfStream | RfbViolation e) {
            // the session has ended, or its relay has died
        }
    }

    /** A picture that is only partly painted, as at the beginning, has no sound number in it. */
    private void look() {
        Framebuffer picture = viewer.framebuffer();
        OptionalLong counter = FrameCounter.read(picture.pixels(), picture.width(), picture.height());
        if (counter.isEmpty()) {
            return;
        }
        synchronized (sightings) {
            if (sightings.isEmpty() || sightings.getLast().counter() != counter.getAsLong()) {
                sightings.add(new Sighting(counter.getAsLong(), System.nanoTime()));
            }
        }
    }

    /** In their order, so far. */
    List<Sighting> sightings() {
        synchronized (sightings) {
            return List.copyOf(sightings);
        }
    }

    /** Whether there is nothing more to see. */
    boolean isOver() {
        return !watching.isAlive();
    }

    @Override
    public void close() throws IOException {
        viewer.hangUp(); // which ends the watching, and that closes it
    }
}
