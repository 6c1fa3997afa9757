package retrace.relay.rfb.decode;

import java.util.Set;

/** Told, on the decoder's thread and in the middle of a message where need be, what becomes of the picture. */
public interface PictureListener {

    /** The framebuffer is about to take another size; it still shows the picture as it was. */
    void resizing(int newWidth, int newHeight);

    /** The framebuffer has its new size. */
    void resized();

    /**
     * The streamer shows other screens than before; the picture may keep its size.
     *
     * @param screens identifiers, as the streamer gave them
     */
    void screensChanged(Set<Long> screens);

    /** The cursor's shape has come; it has no pixels where the streamer paints the cursor into the picture, or hides it. */
    default void cursorSent(int width, int height) {}

    /** A whole FramebufferUpdate has been painted. */
    void updated();
}
