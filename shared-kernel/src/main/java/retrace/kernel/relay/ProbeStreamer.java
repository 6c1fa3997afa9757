package retrace.kernel.relay;

import retrace.kernel.endpoint.Monitor;
import retrace.kernel.id.AccountId;
import retrace.kernel.id.EndpointId;

/**
 * A query that a relay answers with a {@link retrace.kernel.endpoint.Reachability}, within a few seconds: whether the
 * streamer can be dialled or, where it dials in, waits.
 */
public record ProbeStreamer(EndpointId endpoint, Monitor monitor, AccountId technician) {}
