package retrace.command.endpoint;

import java.net.InetAddress;
import java.util.Optional;

/**
 * An address that a streamer dials in from.
 *
 * @param address in one form for every way to write it
 */
public record DialInHost(String address) {

    /** @return empty where it is no IP address; names are not looked up */
    public static Optional<DialInHost> of(String text) {
        try {
            return Optional.of(new DialInHost(InetAddress.ofLiteral(text).getHostAddress()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
