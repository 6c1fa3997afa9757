package retrace.infra.launcher.up;

/** It cannot start; the message is a sentence that says why and what to do. */
public final class StartRefused extends Exception {

    private static final long serialVersionUID = 1;

    StartRefused(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
