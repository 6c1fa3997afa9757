package retrace.command.link.gcs;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Of which bucket addresses are, and who signs them.
 *
 * @param prefix before each object's name, as the relays have it
 * @param endpoint instead of Google's own, for an emulator
 * @param keyFile of the service account that signs; null for the account that this process runs as
 */
public record BucketAddressSettings(
        String bucket,
        String prefix,
        @Nullable URI endpoint,
        @Nullable Path keyFile) {}
