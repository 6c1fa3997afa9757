package retrace.kernel.link;

import java.time.Instant;
import java.util.List;
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

    /**
     * What a relay has served of the segment since it reported last. Known by {@code number}, so that it may arrive twice.
     *
     * @param number of the report for this link and relay, from 1
     */
    record ReportServed(
            @TargetAggregateIdentifier LinkId link, String relay, int number, List<ServedRange> ranges, Instant at)
            implements LinkCommand {}
}
