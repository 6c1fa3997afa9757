package retrace.kernel.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Names a segment: one recording file. */
public record SegmentId(@JsonValue String value) {

    private static final String PREFIX = "segment-";

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public SegmentId {
        Identifiers.require(PREFIX, value);
    }

    public static SegmentId create() {
        return new SegmentId(PREFIX + UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value;
    }
}
