package retrace.kernel.session;

import java.time.Instant;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;
import retrace.kernel.endpoint.Reachability;
import retrace.kernel.id.EndpointId;
import retrace.kernel.id.HoldId;
import retrace.kernel.id.SegmentId;
import retrace.kernel.id.SessionId;
import retrace.kernel.platform.Platform;
import retrace.kernel.recording.ClosedSegment;
import retrace.kernel.recording.FrameRate;
import retrace.kernel.recording.View;
import retrace.kernel.team.Caller;

/**
 * What can be asked of a session. Most are reports of the relay of what has happened; each may arrive twice, and the
 * second changes nothing.
 */
public sealed interface SessionCommand {

    SessionId session();

    /**
     * @param technicianPlatform null where the technician's side did not say
     * @param reachability what the relay found when it tried the monitor's address
     */
    record StartSession(
            @TargetAggregateIdentifier SessionId session,
            EndpointId endpoint,
            int monitor,
            FrameRate frameRate,
            Caller technician,
            @Nullable Platform technicianPlatform,
            ViewerKind viewer,
            Reachability reachability)
            implements SessionCommand {}

    /** The view has become this one: at the start, and with each new monitor, frame rate or geometry. */
    record OpenView(@TargetAggregateIdentifier SessionId session, View view, Instant at) implements SessionCommand {}

    /**
     * The connection that the view came by has ended, and nothing is shown until another opens. May follow
     * {@link EndSession}.
     *
     * @param firstPictureAt when the computer first sent something to see on it; null where it never did
     */
    record CloseView(
            @TargetAggregateIdentifier SessionId session,
            @Nullable Instant firstPictureAt,
            Instant at) implements SessionCommand {}

    record OpenSegment(@TargetAggregateIdentifier SessionId session, SegmentId segment, View view, Instant firstFrameAt)
            implements SessionCommand {}

    /** The segment's object has been read back from the store as the sums say. May follow {@link EndSession}. */
    record CloseSegment(@TargetAggregateIdentifier SessionId session, ClosedSegment segment)
            implements SessionCommand {}

    /** @param why a sentence for operators: what went wrong with this segment */
    record FailSegment(@TargetAggregateIdentifier SessionId session, SegmentId segment, String why)
            implements SessionCommand {}

    /** The technician is being warned that the session has not long to go; it is warned of once. */
    record WarnExpiry(@TargetAggregateIdentifier SessionId session, Instant expiresAt) implements SessionCommand {}

    /**
     * What is in the store of this segment is damaged. It has been put aside, and no more is done about it by itself.
     *
     * @param why a sentence for operators: what is wrong with it
     * @param objects the names under which it was put aside
     */
    record QuarantineSegment(
            @TargetAggregateIdentifier SessionId session, SegmentId segment, String why, List<String> objects)
            implements SessionCommand {}

    /**
     * The store does not have the object of a closed segment as it was closed.
     *
     * @param why a sentence for operators
     */
    record ReportMissing(@TargetAggregateIdentifier SessionId session, SegmentId segment, String why)
            implements SessionCommand {}

    /**
     * @param detail a sentence for people, on top of the reason
     * @param lastSeenAt the last sign of life of the relay that carried it, where another one reports; null where it
     *     reports itself
     */
    record EndSession(
            @TargetAggregateIdentifier SessionId session,
            EndReason reason,
            String detail,
            @Nullable Instant lastSeenAt) implements SessionCommand {

        public EndSession(SessionId session, EndReason reason, String detail) {
            this(session, reason, detail, null);
        }
    }

    /** Keep every recording of the session, whatever its age, until the hold is released. */
    record PlaceHold(
            @TargetAggregateIdentifier SessionId session, HoldId hold, String caseName, String reason, Caller by)
            implements SessionCommand {}

    record ReleaseHold(@TargetAggregateIdentifier SessionId session, HoldId hold, String reason, Caller by)
            implements SessionCommand {}

    /** Decide whether the segment is to be deleted now. Answered with a {@link DeletionOutcome}. */
    record ExpireSegment(@TargetAggregateIdentifier SessionId session, SegmentId segment) implements SessionCommand {}

    /** The object is gone from the store. */
    record ReportDeletion(@TargetAggregateIdentifier SessionId session, SegmentId segment) implements SessionCommand {}

    /** @param why a sentence for operators; it will be tried again */
    record ReportFailedDeletion(@TargetAggregateIdentifier SessionId session, SegmentId segment, String why)
            implements SessionCommand {}

    /** Tell how the session and its recordings stand. Answered with {@link SessionFacts}; changes nothing. */
    record InspectSession(@TargetAggregateIdentifier SessionId session) implements SessionCommand {}
}
