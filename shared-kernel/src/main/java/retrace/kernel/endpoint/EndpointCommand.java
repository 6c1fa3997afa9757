package retrace.kernel.endpoint;

import java.time.Instant;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;
import retrace.kernel.id.EndpointId;
import retrace.kernel.platform.Platform;
import retrace.kernel.platform.StreamerVersion;
import retrace.kernel.team.AccessKind;
import retrace.kernel.team.Caller;

/** What can be asked of an endpoint. A session reserves and releases it as part of its own commands. */
public sealed interface EndpointCommand {

    EndpointId endpoint();

    /**
     * The streamer's password is kept apart and never part of a command that is stored.
     *
     * @param streamerVersion null while unknown
     * @param monitors at least one, numbered from 1 in order
     */
    record RegisterEndpoint(
            @TargetAggregateIdentifier EndpointId endpoint,
            String name,
            Platform platform,
            AccessKind accessKind,
            @Nullable StreamerVersion streamerVersion,
            List<Monitor> monitors,
            Caller by)
            implements EndpointCommand {}

    /** The endpoint runs another version of its streamer. */
    record ReportStreamerVersion(
            @TargetAggregateIdentifier EndpointId endpoint, StreamerVersion streamerVersion, Caller by)
            implements EndpointCommand {}

    /** Whether its streamer must be reached over TLS, and how it is known, from the next session on. */
    record ChangeStreamerTls(@TargetAggregateIdentifier EndpointId endpoint, StreamerTls streamerTls, Caller by)
            implements EndpointCommand {}

    /** What its streamer asks for is another from now on; it is kept apart and never part of a command. */
    record ChangeStreamerLogin(@TargetAggregateIdentifier EndpointId endpoint, Caller by) implements EndpointCommand {}

    /** A person at the endpoint is to let {@code by} in; the code itself is kept apart, as passwords are. */
    record IssueCode(@TargetAggregateIdentifier EndpointId endpoint, Instant expiresAt, Caller by)
            implements EndpointCommand {}

    record RetireEndpoint(@TargetAggregateIdentifier EndpointId endpoint, Caller by) implements EndpointCommand {}
}
