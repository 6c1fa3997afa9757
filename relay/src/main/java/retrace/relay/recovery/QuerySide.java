package retrace.relay.recovery;

import java.io.IOException;

/** Where the relay asks what should be. */
@FunctionalInterface
public interface QuerySide {

    /** @throws IOException where nobody answers */
    <T> T ask(Object query, Class<T> answer) throws IOException, InterruptedException;
}
