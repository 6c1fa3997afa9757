package retrace.command.endpoint.kms;

import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which key wraps.
 *
 * @param key its resource name, {@code projects/…/locations/…/keyRings/…/cryptoKeys/…}
 * @param endpoint instead of Google's own, for an emulator; no credentials are looked for then
 */
public record KmsSettings(String key, @Nullable URI endpoint) {

    private static final Pattern NAME =
            Pattern.compile("projects/[^/\\s]+/locations/[^/\\s]+/keyRings/[^/\\s]+/cryptoKeys/[^/\\s]+");

    public KmsSettings {
        if (!NAME.matcher(key).matches()) {
            throw new IllegalArgumentException("retrace.command.credential-kms-key is the name of a key,"
                    + " projects/…/locations/…/keyRings/…/cryptoKeys/…, without a version, unlike '" + key + "'.");
        }
    }
}
