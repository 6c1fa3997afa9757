package retrace.infra.launcher.up;

import org.jspecify.annotations.Nullable;

/** It cannot start; the message is a sentence that says why and what to do. */
public final class StartRefused extends Exception {

    private static final long serialVersionUID = 1;

    public StartRefused(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}
