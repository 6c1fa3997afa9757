package retrace.relay.testing;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import retrace.kernel.relay.IdentifyStreamer;
import retrace.kernel.relay.StreamerIdentity;
import retrace.relay.dialin.StreamerDirectory;

/** A command side that knows the streamers that a test tells it of. */
public final class NumbersOfStreamers implements StreamerDirectory {

    private final Map<IdentifyStreamer, StreamerIdentity> known = new ConcurrentHashMap<>();
    private volatile @Nullable RuntimeException trouble;

    public void add(IdentifyStreamer who, StreamerIdentity.Known identity) {
        known.put(who, identity);
    }

    /** It cannot answer from now on. */
    public void fail() {
        trouble = new IllegalStateException("the command side is away");
    }

    @Override
    public CompletableFuture<StreamerIdentity> identify(IdentifyStreamer who) {
        RuntimeException failure = trouble;
        return failure == null
                ? CompletableFuture.completedFuture(known.getOrDefault(who, new StreamerIdentity.Unknown()))
                : CompletableFuture.failedFuture(failure);
    }
}
