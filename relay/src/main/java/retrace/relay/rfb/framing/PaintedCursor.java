package retrace.relay.rfb.framing;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a streamer from painting the cursor into the picture. TigerVNC's servers paint it, whatever the viewer offers,
 * while the pointer is elsewhere than where this viewer has put it ({@code needRenderedCursor} in its {@code
 * common/rfb/VNCSConnectionST.cxx}). They announce that by a cursor without pixels, and say where a program has moved the
 * pointer to. A pointer event to where the pointer is makes them stop, and moves nothing.
 *
 * <p>At the start nobody says where the pointer is: it is put into the middle, where an X server has it at first. Where
 * a hand at the endpoint moves the pointer, nobody says so either, and it is not taken away from that hand.
 *
 * <p>Thread-safe.
 */
final class PaintedCursor {

    private static final int POINTER_EVENT = 5;
    private static final int POINTER_EVENT_BYTES = 6;

    private record Place(int x, int y) {}

    private boolean painted;
    private boolean everPut;
    private int buttons;
    private @Nullable Place movedTo;

    /** The streamer has sent a cursor. */
    synchronized void sent(int width, int height) {
        painted = width == 0 || height == 0;
    }

    /** The streamer says that a program has moved the pointer. */
    synchronized void moved(int x, int y) {
        movedTo = new Place(x, y);
    }

    /** The viewer puts the pointer where it wants it. */
    synchronized void put(int pressed) {
        everPut = true;
        buttons = pressed;
        movedTo = null;
    }

    /** @return a pointer event that is to be sent before all else, or null */
    synchronized @Nullable ByteBuffer takeRemedy(FramebufferSize size) {
        Place place = movedTo;
        if (place == null && painted && !everPut) {
            place = new Place(size.width() / 2, size.height() / 2);
        }
        if (place == null) {
            return null;
        }
        put(buttons);
        return ByteBuffer.allocate(POINTER_EVENT_BYTES)
                .put((byte) POINTER_EVENT)
                .put((byte) buttons)
                .putShort((short) place.x())
                .putShort((short) place.y())
                .flip();
    }
}
