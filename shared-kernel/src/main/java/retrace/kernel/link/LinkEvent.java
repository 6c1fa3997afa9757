package retrace.kernel.link;

import java.time.Instant;
import java.util.List;
import retrace.kernel.EventName;
import retrace.kernel.id.LinkId;
import retrace.kernel.id.SegmentId;
import retrace.kernel.id.SessionId;
import retrace.kernel.id.TeamId;
import retrace.kernel.team.Actor;

/** What happened to a link. Its address is in no event. */
public sealed interface LinkEvent {

    LinkId link();

    TeamId team();

    Instant at();

    @EventName("link-issued")
    record LinkIssued(
            LinkId link,
            TeamId team,
            SessionId session,
            SegmentId segment,
            Purpose purpose,
            Actor by,
            Instant expiresAt,
            Instant at)
            implements LinkEvent {}

    /** @param message the sentence that the caller saw */
    @EventName("link-refused")
    record LinkRefused(
            LinkId link,
            TeamId team,
            SessionId session,
            SegmentId segment,
            Purpose purpose,
            Actor by,
            String code,
            String message,
            Instant at)
            implements LinkEvent {}

    /**
     * These parts of the segment went out under the link.
     *
     * @param by who the link was issued to; whoever they passed it on to is not known
     * @param relay which served them, in its {@code number}th report of this link
     * @param ranges in order, none touching another
     */
    @EventName("recording-served")
    record RecordingServed(
            LinkId link,
            TeamId team,
            SessionId session,
            SegmentId segment,
            Purpose purpose,
            Actor by,
            String relay,
            int number,
            List<ServedRange> ranges,
            Instant at)
            implements LinkEvent {}

    /**
     * A player says that it has played these parts under the link: its word, and no proof.
     *
     * @param by whose player it was, who the link was issued to
     * @param parts in order, none touching another
     */
    @EventName("recording-played")
    record RecordingPlayed(
            LinkId link,
            TeamId team,
            SessionId session,
            SegmentId segment,
            Actor by,
            List<PlayedPart> parts,
            Instant at)
            implements LinkEvent {}
}
