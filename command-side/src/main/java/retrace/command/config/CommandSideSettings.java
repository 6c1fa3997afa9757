package retrace.command.config;

import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import retrace.command.endpoint.EndpointCredentials;
import retrace.kernel.link.AddressSigner;

/**
 * What an operator can set of the command side.
 *
 * @param credentialKey base64 of the {@value EndpointCredentials#KEY_BYTES} bytes that endpoints' passwords are
 *     encrypted with
 * @param linkKey base64 of the bytes that links are signed with, at least {@value AddressSigner#KEY_BYTES_MIN}; the
 *     relays must have the same
 * @param linkLifetime how long a link is good for
 * @param probeTimeMax how long a streamer may take to answer before it counts as unreachable
 * @param relayTimeMax how long a relay may take to answer before it counts as unavailable
 */
@ConfigurationProperties("retrace.command")
public record CommandSideSettings(
        String credentialKey,
        String linkKey,
        @DefaultValue("10m") Duration linkLifetime,
        @DefaultValue("5s") Duration probeTimeMax,
        @DefaultValue("10s") Duration relayTimeMax) {

    public CommandSideSettings {
        requireKey("credential-key", credentialKey, EndpointCredentials.KEY_BYTES);
        requireKey("link-key", linkKey, AddressSigner.KEY_BYTES_MIN);
        requirePositive("link-lifetime", linkLifetime);
        requirePositive("probe-time-max", probeTimeMax);
        requirePositive("relay-time-max", relayTimeMax);
    }

    byte[] credentialKeyBytes() {
        return Base64.getDecoder().decode(credentialKey);
    }

    byte[] linkKeyBytes() {
        return Base64.getDecoder().decode(linkKey);
    }

    private static void requireKey(String name, @Nullable String base64, int bytesMin) {
        if (base64 == null || Base64.getDecoder().decode(base64).length < bytesMin) {
            throw new IllegalArgumentException(
                    "retrace.command." + name + " is base64 of at least " + bytesMin + " random bytes.");
        }
    }

    private static void requirePositive(String name, Duration duration) {
        if (!duration.isPositive()) {
            throw new IllegalArgumentException("retrace.command." + name + " is longer than 0.");
        }
    }

    /** Says all but the keys. */
    @Override
    public String toString() {
        return "CommandSideSettings[linkLifetime=" + linkLifetime + ", probeTimeMax=" + probeTimeMax + ", relayTimeMax="
                + relayTimeMax + "]";
    }
}
