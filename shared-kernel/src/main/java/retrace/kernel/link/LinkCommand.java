package retrace.kernel.link;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import retrace.kernel.id.LinkId;
import retrace.kernel.id.SegmentId;
import retrace.kernel.id.SessionId;
import retrace.kernel.team.Caller;

/** What can be asked of a link. */
public sealed interface LinkCommand {

    LinkId link();

    record IssueLink(
            @TargetAggregateIdentifier LinkId link,
            SessionId session,
            SegmentId segment,
            Purpose purpose,
            Caller caller)
            implements LinkCommand {}
}
