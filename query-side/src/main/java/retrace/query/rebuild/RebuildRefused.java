package retrace.query.rebuild;

import java.util.Objects;

/** A rebuild that does not go on; says why in a sentence, and what to do. */
public final class RebuildRefused extends Exception {

    private static final long serialVersionUID = 1;

    RebuildRefused(String message) {
        super(message);
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
