package retrace.relay.effects;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.axonframework.queryhandling.QueryGateway;
import retrace.relay.recovery.QuerySide;

/** Asks the query side over Axon's query bus. */
public final class AxonQuerySide implements QuerySide {

    private static final int ANSWER_SECONDS_MAX = 30;

    private final QueryGateway gateway;

    public AxonQuerySide(QueryGateway gateway) {
        this.gateway = gateway;
    }

    @Override
    public <T> T ask(Object query, Class<T> answer) throws IOException, InterruptedException {
        try {
            return gateway.query(query, answer).get(ANSWER_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the query side does not answer " + query, e);
        }
    }
}
