package retrace.infra.launcher.fleet;

import java.net.URI;
import java.util.Set;

/**
 * A process of the fleet.
 *
 * @param id another at each start
 * @param part {@code command-side}, {@code query-side} or {@code relay}
 * @param handles names of the commands and queries that it takes
 */
record FleetMember(String id, String part, URI address, Set<String> handles) {

    FleetMember {
        handles = Set.copyOf(handles);
    }

    @Override
    public String toString() {
        return part + " at " + address;
    }
}
