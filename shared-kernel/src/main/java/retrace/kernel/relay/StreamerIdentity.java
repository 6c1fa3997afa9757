package retrace.kernel.relay;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import retrace.kernel.id.AccountId;
import retrace.kernel.id.EndpointId;

/** Whose streamer it is that has dialled in. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "identity")
@JsonSubTypes({
    @JsonSubTypes.Type(value = StreamerIdentity.Known.class, name = "known"),
    @JsonSubTypes.Type(value = StreamerIdentity.Unknown.class, name = "unknown")
})
public sealed interface StreamerIdentity {

    /**
     * @param technician whom it waits for, null where any technician of its team may come
     * @param waitsUntil null where it may wait for ever
     */
    record Known(
            EndpointId endpoint,
            @Nullable AccountId technician,
            @Nullable Instant waitsUntil) implements StreamerIdentity {}

    record Unknown() implements StreamerIdentity {}
}
