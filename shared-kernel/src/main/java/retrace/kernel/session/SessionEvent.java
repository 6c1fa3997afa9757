package retrace.kernel.session;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import retrace.kernel.EventName;
import retrace.kernel.endpoint.Platform;
import retrace.kernel.id.EndpointId;
import retrace.kernel.id.SegmentId;
import retrace.kernel.id.SessionId;
import retrace.kernel.id.TeamId;
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

    /** @param expiresAt when the session will have lasted as long as a recorded one may, and ends */
    @EventName("session-expiry-warned")
    record SessionExpiryWarned(SessionId session, TeamId team, Instant expiresAt, Instant at) implements SessionEvent {}

    @EventName("session-ended")
    record SessionEnded(
            SessionId session, TeamId team, EndpointId endpoint, EndReason reason, String detail, Instant at)
            implements SessionEvent {}
}
