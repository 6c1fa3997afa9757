package retrace.kernel.endpoint;

/**
 * Where a streamer listens for RFB.
 *
 * @param host name or IP address, as the relay resolves it
 * @param port 1 to 65535
 */
public record StreamerAddress(String host, int port) {

    private static final int HOST_LENGTH_MAX = 253;

    public StreamerAddress {
        if (host.isBlank() || host.length() > HOST_LENGTH_MAX) {
            throw new IllegalArgumentException(
                    "A streamer's host is a name or an address of 1 to " + HOST_LENGTH_MAX + " characters.");
        }
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("A streamer's port is 1 to 65535, not " + port + ".");
        }
    }

    @Override
    public String toString() {
        return host.contains(":") ? "[" + host + "]:" + port : host + ":" + port;
    }
}
