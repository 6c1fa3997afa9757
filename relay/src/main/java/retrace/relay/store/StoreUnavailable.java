package retrace.relay.store;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The store did not answer, or answered that it cannot at the moment; the same call may be made again, and does no harm
 * when it had been done already. Every other {@link IOException} of an {@link ObjectStore} is final: the same call would
 * fail again.
 */
public final class StoreUnavailable extends IOException {

    private static final long serialVersionUID = 1L;

    public StoreUnavailable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
