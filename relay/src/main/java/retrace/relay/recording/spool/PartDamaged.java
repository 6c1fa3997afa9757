package retrace.relay.recording.spool;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Parts of a segment cannot be taken to the store, ever; they have been put aside. The message names them. */
public final class PartDamaged extends IOException {

    private static final long serialVersionUID = 1;

    PartDamaged(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
