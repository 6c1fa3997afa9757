package retrace.command.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import retrace.command.link.gcs.BucketAddressSettings;

/**
 * What the addresses of recordings are like.
 *
 * @param kind the relays serve them, or the bucket does that the recordings are in
 */
@ConfigurationProperties("retrace.command.links")
public record LinkSettings(
        @DefaultValue("relay") Kind kind, @DefaultValue Gcs gcs) {

    /** Who serves what a link stands for. */
    public enum Kind {
        RELAY,
        GCS
    }

    /**
     * @param bucket as the relays have it, likewise {@code prefix} and {@code endpoint}
     * @param keyFile of the service account that signs, without one the account that this process runs as
     */
    public record Gcs(
            @DefaultValue("") String bucket,
            @DefaultValue("") String prefix,
            @Nullable URI endpoint,
            @Nullable Path keyFile) {

        private static final Duration LIFETIME_MAX = Duration.ofDays(7);

        BucketAddressSettings settings(Duration lifetime) {
            if (bucket.isBlank()) {
                throw new IllegalArgumentException(
                        "retrace.command.links.gcs.bucket must be set to the bucket that recordings are in.");
            }
            if (lifetime.compareTo(LIFETIME_MAX) > 0) {
                throw new IllegalArgumentException(
                        "retrace.command.link-lifetime is 7 days at most where the bucket serves recordings.");
            }
            return new BucketAddressSettings(bucket, prefix, endpoint, keyFile);
        }
    }

    /** Where pages of the console get recordings from, besides their own server. */
    public Optional<String> otherOrigin() {
        return switch (kind) {
            case RELAY -> Optional.empty();
            case GCS ->
                Optional.of(
                        gcs.endpoint() == null
                                ? "https://storage.googleapis.com"
                                : gcs.endpoint().getScheme() + "://"
                                        + gcs.endpoint().getAuthority());
        };
    }
}
