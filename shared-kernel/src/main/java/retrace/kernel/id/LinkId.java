package retrace.kernel.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Names an issued link. */
public record LinkId(@JsonValue String value) {

    private static final String PREFIX = "link-";

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public LinkId {
        Identifiers.require(PREFIX, value);
    }

    public static LinkId create() {
        return new LinkId(PREFIX + UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value;
    }
}
