package retrace.command.config;

import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import retrace.command.endpoint.CredentialKeys;
import retrace.command.endpoint.EndpointCredentials;
import retrace.command.endpoint.KeyWrapping;
import retrace.command.endpoint.kms.KmsKeys;
import retrace.command.endpoint.kms.KmsSettings;
import retrace.command.session.RecordingPolicy;
import retrace.command.team.MinimumVersions;
import retrace.kernel.link.AddressSigner;
import retrace.kernel.platform.Platform;
import retrace.kernel.platform.StreamerVersion;

/**
 * What an operator can set of the command side.
 *
 * @param credentialKey base64 of the {@value EndpointCredentials#KEY_BYTES} bytes that endpoints' passwords are
 *     encrypted with
 * @param credentialKeyFile named keys, the last of which goes before that one; null for none
 * @param credentialKeyInterval how often it is looked whether logins are to be encrypted with another key
 * @param credentialKmsKey of Google Cloud KMS, which goes before all of these; null for none
 * @param credentialKmsEndpoint instead of Google's own, for an emulator
 * @param linkKey base64 of the bytes that links are signed with, at least {@value AddressSigner#KEY_BYTES_MIN}; the
 *     relays must have the same
 * @param linkLifetime how long a link is good for
 * @param probeTimeMax how long a streamer may take to answer before it counts as unreachable
 * @param relayTimeMax how long a relay may take to answer before it counts as unavailable
 * @param recordablePlatforms of endpoints whose sessions can be recorded
 * @param minimumStreamerVersions by platform, where a team has set none of its own; {@code WINDOWS} alone by default
 * @param codeLifetime how long a code for attended access is good for
 * @param severalRelays whether relays are asked by their names, which all of a fleet are
 */
@ConfigurationProperties("retrace.command")
public record CommandSideSettings(
        @Nullable String credentialKey,
        @Nullable Path credentialKeyFile,
        @DefaultValue("1m") Duration credentialKeyInterval,
        @Nullable String credentialKmsKey,
        @Nullable URI credentialKmsEndpoint,
        String linkKey,
        @DefaultValue("10m") Duration linkLifetime,
        @DefaultValue("5s") Duration probeTimeMax,
        @DefaultValue("10s") Duration relayTimeMax,

        @DefaultValue({"WINDOWS", "MACOS", "IOS", "ANDROID", "LINUX"})
        Set<Platform> recordablePlatforms,

        Map<Platform, String> minimumStreamerVersions,
        @DefaultValue("15m") Duration codeLifetime,
        @DefaultValue("false") boolean severalRelays) {

    public CommandSideSettings {
        if (credentialKey != null || (credentialKeyFile == null && credentialKmsKey == null)) {
            requireKey("credential-key", credentialKey, EndpointCredentials.KEY_BYTES);
        }
        requirePositive("credential-key-interval", credentialKeyInterval);
        requireKey("link-key", linkKey, AddressSigner.KEY_BYTES_MIN);
        requirePositive("link-lifetime", linkLifetime);
        requirePositive("probe-time-max", probeTimeMax);
        requirePositive("relay-time-max", relayTimeMax);
        requirePositive("code-lifetime", codeLifetime);
        minimumStreamerVersions = minimumStreamerVersions == null ? minimumsByDefault() : minimumStreamerVersions;
        minimumStreamerVersions.values().forEach(StreamerVersion::new); // says what is wrong with one
    }

    private static Map<Platform, String> minimumsByDefault() {
        Map<Platform, String> minimums = new EnumMap<>(Platform.class);
        RecordingPolicy.byDefault()
                .minimumVersions()
                .byPlatform()
                .forEach((platform, version) -> minimums.put(platform, version.text()));
        return minimums;
    }

    RecordingPolicy recordingPolicy() {
        Map<Platform, StreamerVersion> minimums = new EnumMap<>(Platform.class);
        minimumStreamerVersions.forEach((platform, version) -> minimums.put(platform, new StreamerVersion(version)));
        return new RecordingPolicy(recordablePlatforms, new MinimumVersions(minimums));
    }

    KeyWrapping credentialKeys() {
        @Nullable
        KeyWrapping configured = credentialKey == null && credentialKeyFile == null
                ? null
                : new CredentialKeys(
                        credentialKey == null ? null : Base64.getDecoder().decode(credentialKey),
                        credentialKeyFile,
                        new SecureRandom());
        return credentialKmsKey == null
                ? Objects.requireNonNull(configured, "there is a key of some kind")
                : new KmsKeys(new KmsSettings(credentialKmsKey, credentialKmsEndpoint), configured);
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
