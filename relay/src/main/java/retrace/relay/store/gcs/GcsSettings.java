package retrace.relay.store.gcs;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where in Google Cloud Storage recordings are kept.
 *
 * @param prefix before each object's name, empty or ending with a slash
 * @param endpoint instead of Google's own, for an emulator; no credentials are looked for then
 * @param kmsKey name of the key that objects are encrypted with, null for the bucket's default
 * @param connectTimeMax how long connecting may take
 * @param silenceMax how long the service may send nothing before it counts as away
 */
public record GcsSettings(
        String bucket,
        String prefix,
        @Nullable URI endpoint,
        @Nullable String kmsKey,
        Duration connectTimeMax,
        Duration silenceMax) {

    public GcsSettings {
        if (!connectTimeMax.isPositive() || !silenceMax.isPositive()) {
            throw new IllegalArgumentException("The times that a store may take are longer than 0.");
        }
    }
}
