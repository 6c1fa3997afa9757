package retrace.kernel.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.io.Serializable;
import java.util.UUID;

/** Names a team. */
public record TeamId(@JsonValue String value) implements Serializable {

    private static final String PREFIX = "team-";

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public TeamId {
        Identifiers.require(PREFIX, value);
    }

    public static TeamId create() {
        return new TeamId(PREFIX + UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value;
    }
}
