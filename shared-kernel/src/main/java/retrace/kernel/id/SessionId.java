package retrace.kernel.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Names a session, from the request for it on, admitted or not. */
public record SessionId(@JsonValue String value) {

    private static final String PREFIX = "session-";

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public SessionId {
        Identifiers.require(PREFIX, value);
    }

    public static SessionId create() {
        return new SessionId(PREFIX + UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value;
    }
}
