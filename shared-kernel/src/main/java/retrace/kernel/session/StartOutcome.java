package retrace.kernel.session;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import retrace.kernel.endpoint.Monitor;

/** What became of {@link SessionCommand.StartSession}: either way the decision is an event by then. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "outcome")
@JsonSubTypes({
    @JsonSubTypes.Type(value = StartOutcome.Admitted.class, name = "admitted"),
    @JsonSubTypes.Type(value = StartOutcome.Refused.class, name = "refused")
})
public sealed interface StartOutcome {

    record Admitted(String endpointName, Monitor monitor, boolean recorded) implements StartOutcome {}

    /** Code and message as in {@link Refusal}. */
    record Refused(String code, String message) implements StartOutcome {}
}
