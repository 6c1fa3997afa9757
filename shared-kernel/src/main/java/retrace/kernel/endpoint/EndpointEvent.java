package retrace.kernel.endpoint;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import retrace.kernel.EventName;
import retrace.kernel.id.EndpointId;
import retrace.kernel.id.SessionId;
import retrace.kernel.id.TeamId;
import retrace.kernel.platform.Platform;
import retrace.kernel.team.AccessKind;
import retrace.kernel.team.Actor;

/** What happened to an endpoint. */
public sealed interface EndpointEvent {

    EndpointId endpoint();

    TeamId team();

    Instant at();

    /** @param streamerVersion null while unknown */
    @EventName("endpoint-registered")
    record EndpointRegistered(
            EndpointId endpoint,
            TeamId team,
            String name,
            Platform platform,
            AccessKind accessKind,
            @Nullable String streamerVersion,
            List<Monitor> monitors,
            Actor by,
            Instant at)
            implements EndpointEvent {}

    /** @param before null where it was unknown */
    @EventName("streamer-version-reported")
    record StreamerVersionReported(
            EndpointId endpoint, TeamId team, @Nullable String before, String after, Actor by, Instant at)
            implements EndpointEvent {}

    /** From the next session on its streamer is reached and known in another way. */
    @EventName("streamer-tls-changed")
    record StreamerTlsChanged(
            EndpointId endpoint, TeamId team, StreamerTls before, StreamerTls after, Actor by, Instant at)
            implements EndpointEvent {}

    /** The relay says another user name or password to its streamer; which is nobody's to know. */
    @EventName("streamer-login-changed")
    record StreamerLoginChanged(EndpointId endpoint, TeamId team, Actor by, Instant at) implements EndpointEvent {}

    /** Whoever is at the endpoint can let the technician in with a code, until it expires. */
    @EventName("code-issued")
    record CodeIssued(EndpointId endpoint, TeamId team, Actor technician, Instant expiresAt, Instant at)
            implements EndpointEvent {}

    @EventName("endpoint-retired")
    record EndpointRetired(EndpointId endpoint, TeamId team, Actor by, Instant at) implements EndpointEvent {}

    /** A session has taken the endpoint; no other can until it is released. */
    @EventName("endpoint-reserved")
    record EndpointReserved(EndpointId endpoint, TeamId team, SessionId session, Actor technician, Instant at)
            implements EndpointEvent {}

    @EventName("endpoint-released")
    record EndpointReleased(EndpointId endpoint, TeamId team, SessionId session, Instant at) implements EndpointEvent {}
}
