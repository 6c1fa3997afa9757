package retrace.relay.effects;

import java.util.concurrent.CompletableFuture;
import org.axonframework.queryhandling.QueryGateway;
import retrace.kernel.relay.IdentifyStreamer;
import retrace.kernel.relay.StreamerIdentity;
import retrace.relay.dialin.StreamerDirectory;

/** Asks the command side over Axon's query bus. */
public final class AxonStreamerDirectory implements StreamerDirectory {

    private final QueryGateway gateway;

    public AxonStreamerDirectory(QueryGateway gateway) {
        this.gateway = gateway;
    }

    @Override
    public CompletableFuture<StreamerIdentity> identify(IdentifyStreamer who) {
        return gateway.query(who, StreamerIdentity.class);
    }
}
