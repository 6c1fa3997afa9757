package retrace.relay.recording.encode;

/** A sample that gives no picture, or another one than it should. */
public final class Undecodable extends Exception {

    private static final long serialVersionUID = 1;

    public Undecodable(String message) {
        super(message);
    }
}
