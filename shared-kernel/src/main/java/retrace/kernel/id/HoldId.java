package retrace.kernel.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Names a legal hold on a session's recordings. */
public record HoldId(@JsonValue String value) {

    private static final String PREFIX = "hold-";

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public HoldId {
        Identifiers.require(PREFIX, value);
    }

    public static HoldId create() {
        return new HoldId(PREFIX + UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value;
    }
}
