package retrace.infra.streamer.screen;

/** Is told of changes while the screen's lock is held, so that it sees picture and change together. Must not block. */
public interface ScreenObserver {

    void changed(Change change);

    /** All of the picture is new, and of another size. */
    void resized(int width, int height);
}
