package retrace.kernel.link;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;

/** What became of {@link LinkCommand.IssueLink}: either way the decision is an event by then. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "outcome")
@JsonSubTypes({
    @JsonSubTypes.Type(value = LinkOutcome.Issued.class, name = "issued"),
    @JsonSubTypes.Type(value = LinkOutcome.Refused.class, name = "refused")
})
public sealed interface LinkOutcome {

    record Issued(String objectName, long generation, Instant expiresAt) implements LinkOutcome {}

    record Refused(String code, String message) implements LinkOutcome {}
}
