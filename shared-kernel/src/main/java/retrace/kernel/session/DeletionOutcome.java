package retrace.kernel.session;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.Set;

/** What became of {@link SessionCommand.ExpireSegment}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "outcome")
@JsonSubTypes({
    @JsonSubTypes.Type(value = DeletionOutcome.Delete.class, name = "delete"),
    @JsonSubTypes.Type(value = DeletionOutcome.Kept.class, name = "kept"),
    @JsonSubTypes.Type(value = DeletionOutcome.Held.class, name = "held"),
    @JsonSubTypes.Type(value = DeletionOutcome.Gone.class, name = "gone")
})
public sealed interface DeletionOutcome {

    /** It is decided, now or before: delete this object and report it. */
    record Delete(String objectName, long generation) implements DeletionOutcome {}

    /** Its time has not come. */
    record Kept(Instant until) implements DeletionOutcome {}

    /** Its time may have come, but it is under legal hold. */
    record Held(Set<String> caseNames) implements DeletionOutcome {}

    /** There is no object to delete: it is deleted already, or was never finished. */
    record Gone() implements DeletionOutcome {}
}
