package retrace.query.eventlog.evidence;

/** There can be no such archive, or what should be one is none; the message is a sentence. */
public final class EvidenceRefused extends Exception {

    private static final long serialVersionUID = 1;

    EvidenceRefused(String sentence) {
        super(sentence);
    }
}
