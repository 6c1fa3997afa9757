package retrace.relay.session;

import java.util.HashMap;
import java.util.Map;

/** How many peers are in their handshake, in all and from each address. Thread-safe. */
public final class HandshakeLimit {

    private final int max;
    private final int perHostMax;
    private final Map<String, Integer> byHost = new HashMap<>();
    private int count;

    public HandshakeLimit(int max) {
        this.max = max;
        perHostMax = max / 4;
    }

    /** @return false where there are too many already; otherwise {@link #leave} must follow */
    public synchronized boolean enter(String host) {
        int ofHost = byHost.getOrDefault(host, 0);
        if (count >= max || ofHost >= perHostMax) {
            return false;
        }
        count++;
        byHost.put(host, ofHost + 1);
        return true;
    }

    public synchronized void leave(String host) {
        count--;
        byHost.computeIfPresent(host, (sameHost, ofHost) -> ofHost == 1 ? null : ofHost - 1);
    }
}
