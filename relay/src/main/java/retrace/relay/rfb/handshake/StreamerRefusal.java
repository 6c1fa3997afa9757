package retrace.relay.rfb.handshake;

/** The streamer does not let the relay in. The message is a sentence for the technician. */
public final class StreamerRefusal extends Exception {

    private static final long serialVersionUID = 1;

    public StreamerRefusal(String message) {
        super(message);
    }
}
