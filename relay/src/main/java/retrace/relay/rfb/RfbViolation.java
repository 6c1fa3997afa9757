package retrace.relay.rfb;

/**
 * A peer broke the RFB protocol or went past a limit of ours. It ends that peer's session and no other; the message
 * is a sentence for the people concerned.
 */
public final class RfbViolation extends RuntimeException {

    public RfbViolation(String message) {
        super(message);
    }

    public RfbViolation(String message, Throwable cause) {
        super(message, cause);
    }
}
