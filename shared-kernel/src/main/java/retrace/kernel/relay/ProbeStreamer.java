package retrace.kernel.relay;

import retrace.kernel.endpoint.Reachability;
import retrace.kernel.endpoint.StreamerAddress;

/** A query that a relay answers with a {@link Reachability}, within a few seconds. */
public record ProbeStreamer(StreamerAddress address) {}
