package retrace.relay.config;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import retrace.relay.store.FolderStore;
import retrace.relay.store.ObjectStore;
import retrace.relay.store.gcs.GcsSettings;
import retrace.relay.store.gcs.GcsStore;

/**
 * Where recordings are kept.
 *
 * @param kind in a folder of this machine, named by {@code retrace.relay.store-folder}, or in Google Cloud Storage
 */
@ConfigurationProperties("retrace.relay.store")
public record StoreProperties(
        @DefaultValue("folder") Kind kind, @DefaultValue Gcs gcs) {

    /** The kinds of stores. */
    public enum Kind {
        FOLDER,
        GCS
    }

    /**
     * @param bucket its name, without anything before it
     * @param prefix of the names of all objects, empty or a folder with the slash at its end
     * @param endpoint instead of Google's own, for an emulator: http or https, host and port
     * @param kmsKey name of the key that objects are encrypted with, which must be the bucket's default key too
     * @param connectTimeMax how long connecting may take
     * @param silenceMax how long the service may send nothing before it counts as away
     */
    public record Gcs(
            @DefaultValue("") String bucket,
            @DefaultValue("") String prefix,
            @Nullable URI endpoint,
            @Nullable String kmsKey,
            @DefaultValue("5s") Duration connectTimeMax,
            @DefaultValue("20s") Duration silenceMax) {

        private static final String KEYS = "retrace.relay.store.gcs.";

        GcsSettings settings() {
            if (!bucket.matches("[a-z0-9][a-z0-9._-]{1,220}[a-z0-9]")) {
                throw new IllegalArgumentException(KEYS + "bucket must be set to the name of a bucket, such as"
                        + " my-recordings, not '" + bucket + "'.");
            }
            if (!prefix.matches("([A-Za-z0-9_-][A-Za-z0-9._-]*/)*")) {
                throw new IllegalArgumentException(
                        KEYS + "prefix is empty or ends with a slash, such as recordings/," + " not '" + prefix + "'.");
            }
            if (kmsKey != null && !kmsKey.matches("projects/[^/]+/locations/[^/]+/keyRings/[^/]+/cryptoKeys/[^/]+")) {
                throw new IllegalArgumentException(KEYS + "kms-key is the full name of a key, such as"
                        + " projects/P/locations/L/keyRings/R/cryptoKeys/K, not '" + kmsKey + "'.");
            }
            if (endpoint != null
                    && (endpoint.getHost() == null
                            || !String.valueOf(endpoint.getScheme()).startsWith("http"))) {
                throw new IllegalArgumentException(
                        KEYS + "endpoint is an address such as http://localhost:4443, not '" + endpoint + "'.");
            }
            return new GcsSettings(bucket, prefix, endpoint, kmsKey, connectTimeMax, silenceMax);
        }
    }

    /** @param folder of {@code retrace.relay.store-folder}, null where it is not set */
    public ObjectStore open(@Nullable Path folder) throws IOException {
        return switch (kind) {
            case GCS -> GcsStore.open(gcs.settings());
            case FOLDER -> {
                if (folder == null) {
                    throw new IllegalArgumentException("retrace.relay.store-folder must be set: the folder where"
                            + " recordings are kept. Or set retrace.relay.store.kind to gcs.");
                }
                yield new FolderStore(folder);
            }
        };
    }
}
