package retrace.kernel.session;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import retrace.kernel.EventName;
import retrace.kernel.id.EndpointId;
import retrace.kernel.id.HoldId;
import retrace.kernel.id.SegmentId;
import retrace.kernel.id.SessionId;
import retrace.kernel.id.TeamId;
import retrace.kernel.platform.Platform;
import retrace.kernel.recording.ClosedSegment;
import retrace.kernel.recording.View;
import retrace.kernel.team.AccessKind;
import retrace.kernel.team.Actor;

/** What happened to a session. */
public sealed interface SessionEvent {

    SessionId session();

    TeamId team();

    Instant at();

    /**
     * @param streamerVersion null while unknown, likewise {@code technicianPlatform}
     * @param recorded whether it will be recorded, as decided once and for its whole life
     */
    @EventName("session-started")
    record SessionStarted(
            SessionId session,
            TeamId team,
            EndpointId endpoint,
            String endpointName,
            Platform endpointPlatform,
            AccessKind accessKind,
            @Nullable String streamerVersion,
            Actor technician,
            @Nullable Platform technicianPlatform,
            ViewerKind viewer,
            boolean recorded,
            Instant at)
            implements SessionEvent {}

    /**
     * @param endpointName null where the endpoint is not known to the technician's team, likewise the two after it
     * @param code stable word of the {@link Refusal}
     * @param message its sentence as the technician saw it
     */
    @EventName("session-refused")
    record SessionRefused(
            SessionId session,
            TeamId team,
            EndpointId endpoint,
            @Nullable String endpointName,
            @Nullable Platform endpointPlatform,
            @Nullable AccessKind accessKind,
            Actor technician,
            @Nullable Platform technicianPlatform,
            ViewerKind viewer,
            String code,
            String message,
            Instant at)
            implements SessionEvent {}

    @EventName("view-opened")
    record ViewOpened(SessionId session, TeamId team, View view, Instant at) implements SessionEvent {}

    /** @param at the first frame's time */
    @EventName("segment-opened")
    record SegmentOpened(SessionId session, TeamId team, SegmentId segment, View view, Instant at)
            implements SessionEvent {}

    @EventName("segment-closed")
    record SegmentClosed(SessionId session, TeamId team, ClosedSegment segment, Instant at) implements SessionEvent {}

    @EventName("segment-failed")
    record SegmentFailed(SessionId session, TeamId team, SegmentId segment, String why, Instant at)
            implements SessionEvent {}

    /**
     * What was in the store of the segment is damaged and was put aside.
     *
     * @param why a sentence for operators
     * @param objects the names under which it was put aside
     */
    @EventName("segment-quarantined")
    record SegmentQuarantined(
            SessionId session, TeamId team, SegmentId segment, String why, List<String> objects, Instant at)
            implements SessionEvent {}

    /**
     * The object of a closed segment is not in the store as it was closed: it is gone, or is another one.
     *
     * @param why a sentence for operators
     */
    @EventName("segment-missing")
    record SegmentMissing(SessionId session, TeamId team, SegmentId segment, String objectName, String why, Instant at)
            implements SessionEvent {}

    /** @param expiresAt when the session will have lasted as long as a recorded one may, and ends */
    @EventName("session-expiry-warned")
    record SessionExpiryWarned(SessionId session, TeamId team, Instant expiresAt, Instant at) implements SessionEvent {}

    /**
     * @param lastSeenAt the last sign of life of the relay that carried it, where another one has reported; null where
     *     it reported itself
     */
    @EventName("session-ended")
    record SessionEnded(
            SessionId session,
            TeamId team,
            EndpointId endpoint,
            EndReason reason,
            String detail,
            @Nullable Instant lastSeenAt,
            Instant at)
            implements SessionEvent {

        public SessionEnded(
                SessionId session, TeamId team, EndpointId endpoint, EndReason reason, String detail, Instant at) {
            this(session, team, endpoint, reason, detail, null, at);
        }
    }

    /** Every recording of the session is kept from now on, whatever its age. */
    @EventName("hold-placed")
    record HoldPlaced(SessionId session, TeamId team, HoldId hold, String caseName, String reason, Actor by, Instant at)
            implements SessionEvent {}

    @EventName("hold-released")
    record HoldReleased(
            SessionId session, TeamId team, HoldId hold, String caseName, String reason, Actor by, Instant at)
            implements SessionEvent {}

    /**
     * It was decided that the object goes; from now on no hold can save it.
     *
     * @param daysKept the team's setting at the time
     */
    @EventName("segment-deletion-decided")
    record SegmentDeletionDecided(
            SessionId session,
            TeamId team,
            SegmentId segment,
            String objectName,
            long generation,
            int daysKept,
            Instant at)
            implements SessionEvent {}

    /** @param why a sentence for operators */
    @EventName("segment-deletion-failed")
    record SegmentDeletionFailed(SessionId session, TeamId team, SegmentId segment, String why, Instant at)
            implements SessionEvent {}

    /** The object is deleted. */
    @EventName("segment-expired")
    record SegmentExpired(
            SessionId session, TeamId team, SegmentId segment, String objectName, int daysKept, Instant at)
            implements SessionEvent {}
}
