package retrace.relay.recording.encode;

/** The codec could not be opened or gave no sample: the recording cannot go on. */
public final class EncodingFailed extends RuntimeException {

    private static final long serialVersionUID = 1;

    public EncodingFailed(String message) {
        super(message);
    }
}
