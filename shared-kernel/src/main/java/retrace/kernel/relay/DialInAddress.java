package retrace.kernel.relay;

/** Where streamers that dial in reach the relay, as repeater in UltraVNC's mode II or by a reverse connection. */
public record DialInAddress(String host, int port) {}
