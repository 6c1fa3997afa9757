package retrace.relay.lease;

import java.util.UUID;

/**
 * One start of a relay, or one more life of it after it was taken for dead.
 *
 * @param relay its name, which each of several relays has for itself
 * @param id what tells it from all others, of whatever name
 */
public record Incarnation(String relay, String id) {

    public static Incarnation begin(String relay) {
        return new Incarnation(relay, UUID.randomUUID().toString());
    }

    @Override
    public String toString() {
        return relay + "/" + id;
    }
}
