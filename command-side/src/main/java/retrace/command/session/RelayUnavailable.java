package retrace.command.session;

/** No relay could be asked, or it did not answer; the message is a sentence for the technician. */
public final class RelayUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1;

    public RelayUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
