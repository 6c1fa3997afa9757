package retrace.relay.testing;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import retrace.relay.store.ObjectStore;
import retrace.relay.store.ObjectVersion;

/** The names of a store's objects. */
public final class StoredNames {

    private StoredNames() {}

    public static List<String> in(ObjectStore store, String prefix) throws IOException {
        try (Stream<ObjectVersion> found = store.list(prefix)) {
            return found.map(ObjectVersion::name).toList();
        }
    }
}
