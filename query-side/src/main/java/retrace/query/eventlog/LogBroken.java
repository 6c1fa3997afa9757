package retrace.query.eventlog;

/**
 * The log in the database is not the one that was signed, or the store has another; nothing more is signed. The message
 * is a sentence for operators.
 */
public final class LogBroken extends RuntimeException {

    private static final long serialVersionUID = 1;

    public LogBroken(String sentence) {
        super(sentence);
    }
}
