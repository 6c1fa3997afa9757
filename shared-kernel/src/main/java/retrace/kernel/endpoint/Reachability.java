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

    /** @param protocolVersion as greeted: 3.3, 3.7, 3.8 */
    record Reachable(String protocolVersion) implements Reachability {}

    /** @param why as the end of a sentence: "the connection was refused" */
    record Unreachable(String why) implements Reachability {}
}
