package retrace.relay.store;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is written down beside an object's bytes, where the store can do that.
 *
 * @param contentType the media type under which it is served
 * @param metadata short words for people and their tools; nothing is decided by them
 * @param customTime from which a lifecycle rule of the bucket may count, null where none shall
 */
public record ObjectFacts(
        String contentType,
        Map<String, String> metadata,
        @Nullable Instant customTime) {

    /** Bytes that are nothing by themselves. */
    public static final ObjectFacts NONE = new ObjectFacts("application/octet-stream", Map.of(), null);

    public ObjectFacts {
        Objects.requireNonNull(contentType, "contentType");
        metadata = Map.copyOf(metadata);
    }
}
