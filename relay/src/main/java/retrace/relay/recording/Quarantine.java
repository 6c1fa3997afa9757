package retrace.relay.recording;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.List;
import java.util.stream.Stream;
import retrace.relay.store.ObjectFacts;
import retrace.relay.store.ObjectStore;
import retrace.relay.store.ObjectVersion;

/** Where what is damaged is put, so that it is in nobody's way and people can look at it. */
final class Quarantine {

    static final String PREFIX = "quarantine/";

    private final ObjectStore store;

    Quarantine(ObjectStore store) {
        this.store = store;
    }

    /** @return the names of all that is put aside of the segment, now or before */
    List<String> putAside(SegmentName segment) throws IOException {
        List<ObjectVersion> found;
        try (Stream<ObjectVersion> objects = store.list(segment.segment())) {
            found = objects.toList();
        }
        for (ObjectVersion object : found) {
            putAside(object);
        }
        try (Stream<ObjectVersion> objects = store.list(PREFIX + segment.segment())) {
            return objects.map(ObjectVersion::name).toList();
        }
    }

    void putAside(ObjectVersion object) throws IOException {
        try {
            store.compose(PREFIX + object.name(), ObjectFacts.NONE, List.of(object.name()));
        } catch (FileAlreadyExistsException e) {
            // an attempt before this one came so far
        }
        store.delete(object.name(), object.generation());
    }
}
