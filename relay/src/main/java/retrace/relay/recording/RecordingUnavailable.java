package retrace.relay.recording;

/** A session that must be recorded cannot be: it may not go on. The message is a sentence for people. */
public final class RecordingUnavailable extends Exception {

    private static final long serialVersionUID = 1;

    public RecordingUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
