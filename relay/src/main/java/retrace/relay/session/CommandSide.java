package retrace.relay.session;

import java.util.concurrent.CompletableFuture;
import retrace.kernel.session.SessionCommand;

/** Where the relay reports what has happened. */
public interface CommandSide {

    /**
     * @return completes when the report has been taken in for good; fails with an {@link IllegalStateException} where it
     *     never will be, and otherwise where it may be another time
     */
    CompletableFuture<?> send(SessionCommand report);
}
