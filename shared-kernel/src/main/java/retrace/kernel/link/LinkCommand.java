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

    /**
     * What a player says that it has played under the link. It may arrive twice, and what was told already may be told
     * again.
     *
     * @param parts 1 to {@link PlayedPart#COUNT_MAX}; kept in order, those that touch or overlap made one
     */
    record ReportPlayed(@TargetAggregateIdentifier LinkId link, List<PlayedPart> parts, Caller caller)
            implements LinkCommand {

        public ReportPlayed {
            if (parts.isEmpty() || parts.size() > PlayedPart.COUNT_MAX) {
                throw new IllegalArgumentException(
                        "1 to " + PlayedPart.COUNT_MAX + " parts are reported at a time, not " + parts.size() + ".");
            }
            parts = PlayedPart.merged(parts);
        }
    }
}
