package retrace.kernel.relay;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** A query of a relay that a streamer has dialled, answered by the command side with a {@link StreamerIdentity}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "by")
@JsonSubTypes({
    @JsonSubTypes.Type(value = IdentifyStreamer.ByNumber.class, name = "number"),
    @JsonSubTypes.Type(value = IdentifyStreamer.ByHost.class, name = "host")
})
public sealed interface IdentifyStreamer {

    /** It gave a number as to an UltraVNC repeater in mode II: a code that was handed over, or its own for good. */
    record ByNumber(String number) implements IdentifyStreamer {

        /** Says all but the number, which opens the way to a technician. */
        @Override
        public String toString() {
            return "ByNumber[]";
        }
    }

    /** It gave none: a reverse connection from this address. */
    record ByHost(String host) implements IdentifyStreamer {}
}
