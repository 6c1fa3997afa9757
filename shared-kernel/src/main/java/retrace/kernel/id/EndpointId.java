package retrace.kernel.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Names an endpoint. */
public record EndpointId(@JsonValue String value) {

    private static final String PREFIX = "endpoint-";

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public EndpointId {
        Identifiers.require(PREFIX, value);
    }

    public static EndpointId create() {
        return new EndpointId(PREFIX + UUID.randomUUID());
    }

    /** Whether the identifier is an endpoint's, as far as its beginning says. */
    public static boolean names(String identifier) {
        return identifier.startsWith(PREFIX);
    }

    @Override
    public String toString() {
        return value;
    }
}
