package retrace.query.eventlog.note;

/** What should be a key, a signed note, a tree head or a proof is none; the message is a sentence. */
public final class NoteRefused extends Exception {

    private static final long serialVersionUID = 1;

    public NoteRefused(String sentence) {
        super(sentence);
    }
}
