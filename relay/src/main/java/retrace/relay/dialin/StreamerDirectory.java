package retrace.relay.dialin;

import java.util.concurrent.CompletableFuture;
import retrace.kernel.relay.IdentifyStreamer;
import retrace.kernel.relay.StreamerIdentity;

/** Who knows the numbers and addresses of streamers: the command side. */
public interface StreamerDirectory {

    /** Fails where it cannot be told at the moment. A code that was handed over is used up by being asked for. */
    CompletableFuture<StreamerIdentity> identify(IdentifyStreamer who);
}
