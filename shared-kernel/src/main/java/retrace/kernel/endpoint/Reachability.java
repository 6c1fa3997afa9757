package retrace.kernel.endpoint;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What the relay found when it tried a streamer's address. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "found")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Reachability.Reachable.class, name = "reachable"),
    @JsonSubTypes.Type(value = Reachability.Unreachable.class, name = "unreachable")
})
public sealed interface Reachability {

    /**
     * @param protocolVersion as greeted: 3.3, 3.7, 3.8
     * @param unrecordable whether the relay that found it cannot record at the moment
     */
    record Reachable(String protocolVersion, boolean unrecordable) implements Reachability {

        public Reachable(String protocolVersion) {
            this(protocolVersion, false);
        }

        public Reachable whileRecordingIs(boolean possible) {
            return new Reachable(protocolVersion, !possible);
        }
    }

    /** @param why as the end of a sentence: "the connection was refused" */
    record Unreachable(String why) implements Reachability {}
}
